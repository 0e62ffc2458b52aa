using System.Globalization;
using System.Net;
using System.Text;

namespace GcWatch.Lab.Running;

/// <summary>A port of the Lab's own, as a service has one: every request is answered with the number of operations so far.</summary>
internal sealed class OwnPort : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly WorkloadContext context;

    public OwnPort(int port, WorkloadContext context)
    {
        this.context = context;
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://*:{port}/"));
        listener.Start();
        WorkerThread.Start("port", Serve);
    }

    public void Dispose() => listener.Close();

    private void Serve()
    {
        try
        {
            while (listener.IsListening) Answer(listener.GetContext().Response);
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private void Answer(HttpListenerResponse response)
    {
        response.ContentType = "text/plain; charset=utf-8";
        response.Close(Encoding.UTF8.GetBytes($"{context.Operations.ToString(CultureInfo.InvariantCulture)} operations\n"), willBlock: true);
    }
}
