using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace GcWatch.TestKit;

/// <summary>A request that came in whole.</summary>
public sealed record ReceivedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>What is answered.</summary>
public sealed record ReceiverAnswer(int Status, string Body = "", string ContentType = "application/json")
{
    /// <summary>Further headers, such as Retry-After.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Never answered: the client must give up by itself.</summary>
    public static ReceiverAnswer Never { get; } = new(0);
}

/// <summary>An HTTP server on a free loopback port, which answers as it is told and keeps what came.</summary>
public sealed class HttpReceiver : IAsyncDisposable
{
    private const int Attempts = 10;

    private readonly HttpListener listener;
    private readonly Func<ReceivedRequest, ReceiverAnswer> answer;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly ConcurrentQueue<Task> answering = new();
    private readonly Task loop;

    private HttpReceiver(HttpListener listener, Uri url, Func<ReceivedRequest, ReceiverAnswer> answer)
    {
        this.listener = listener;
        this.answer = answer;
        Url = url;
        loop = AcceptAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    public static HttpReceiver Start(Func<ReceivedRequest, ReceiverAnswer> answer)
    {
        for (int attempt = 1; ; attempt++)
        {
            var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}/"));
            var listener = new HttpListener { Prefixes = { url.AbsoluteUri } };
            try
            {
                listener.Start();
                return new HttpReceiver(listener, url, answer);
            }
            catch (HttpListenerException) when (attempt < Attempts)
            {
                // Taken meanwhile: another one is chosen.
                listener.Close();
            }
        }
    }

    /// <summary>A fault of the test's own answer comes out here.</summary>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await loop;
        await Task.WhenAll(answering);
    }

    private async Task AcceptAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                answering.Enqueue(AnswerAsync(await listener.GetContextAsync()));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(key => key, key => context.Request.Headers[key] ?? "", StringComparer.OrdinalIgnoreCase);
        Uri url = context.Request.Url ?? Url;
        var request = new ReceivedRequest(context.Request.HttpMethod, url.AbsolutePath, url.Query, headers, await reader.ReadToEndAsync());
        ReceiverAnswer reply = answer(request);
        requests.Enqueue(request);
        if (reply == ReceiverAnswer.Never) return;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach ((string name, string value) in reply.Headers) context.Response.Headers[name] = value;
        try
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client did not wait for it.
        }
    }
}
