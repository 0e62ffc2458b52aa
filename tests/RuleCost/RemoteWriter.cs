using System.Net.Http.Headers;

namespace GcWatch.RuleCost;

/// <summary>Writes samples as another Prometheus would; it must take all of them.</summary>
/// <param name="server">A Prometheus started with --web.enable-remote-write-receiver.</param>
internal sealed class RemoteWriter(Uri server)
{
    private readonly HttpClient client = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };

    /// <exception cref="HttpRequestException">It did not take them.</exception>
    public async Task WriteAsync(IReadOnlyList<SimulatedSeries> series, long from, long until, long step)
    {
        using var content = new ByteArrayContent(WriteRequest.Encode(series, from, until, step));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        content.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("api/v1/write", UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException(await answer.Content.ReadAsStringAsync());
    }
}
