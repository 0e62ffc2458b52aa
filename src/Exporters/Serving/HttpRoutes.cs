using System.Collections.Immutable;

namespace GcWatch.Exporters.Serving;

/// <summary>What is answered to which request.</summary>
/// <param name="scrapes">/metrics.</param>
/// <param name="probes">/healthz and /readyz.</param>
/// <param name="isLoopback">Then only this machine's own names are answered to: a page in a browser may have any other name point here.</param>
internal sealed class HttpRoutes(ScrapeRoute scrapes, HealthProbes probes, bool isLoopback)
{
    /// <summary>Every path that there is. Each only tells: nothing is done, started or changed by a request.</summary>
    public static ImmutableArray<string> Paths { get; } = ["/metrics", "/healthz", "/readyz"];

    public Task AnswerAsync(RequestHead? request, HttpConnection client)
    {
        if (request is null) return client.WriteAsync(HttpAnswer.OfOneLine(request, "400 Bad Request", "not an HTTP/1 request"));
        if (isLoopback && !IsOwnName(request["Host"])) return client.WriteAsync(HttpAnswer.OfOneLine(request, "404 Not Found", "not a name of this machine"));
        if (!Paths.Contains(request.Path)) return client.WriteAsync(HttpAnswer.OfOneLine(request, "404 Not Found", "there are /metrics, /healthz and /readyz"));
        if (request.Method is not ("GET" or "HEAD")) return client.WriteAsync(HttpAnswer.OfOneLine(request, "405 Method Not Allowed", "GET or HEAD", "Allow: GET, HEAD\r\n"));
        return request.Path switch
        {
            "/metrics" => scrapes.AnswerAsync(request, client),
            "/healthz" => client.WriteAsync(Health(request, probes.Alive())),
            _ => client.WriteAsync(Health(request, probes.Ready())),
        };
    }

    private static string Health(RequestHead request, HealthAnswer answer) => answer.IsOk
        ? HttpAnswer.OfOneLine(request, "200 OK", "ok")
        : HttpAnswer.OfOneLine(request, "503 Service Unavailable", answer.Explanation);

    private static bool IsOwnName(string? host) => host?.Split(':')[0] is null or "127.0.0.1" or "localhost";
}
