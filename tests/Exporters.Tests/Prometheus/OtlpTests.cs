using System.Diagnostics;
using System.Net;
using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class OtlpTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PlayedTarget target = new();
    private readonly HttpListener receiver = new();
    private readonly Uri address = new($"http://127.0.0.1:{MetricsEndpoint.FreePort()}/v1/metrics");

    public OtlpTests()
    {
        receiver.Prefixes.Add(address + "/");
        receiver.Start();
    }

    public void Dispose()
    {
        receiver.Close();
        target.Dispose();
    }

    [Fact]
    public async Task A_receiver_gets_every_metric_as_protobuf_within_two_periods()
    {
        long began = Stopwatch.GetTimestamp();
        using MetricsEndpoint endpoint = MetricsEndpoint.Start(new OtlpOptions { Endpoint = address, Period = Period });
        target.Play(story => story.After(330).Collect(GcGeneration.Gen2, ms: 3).AllocatedInAll(10).Suspend(ms: 1, SuspensionReason.ForDebugger).LostInAll(1));
        byte[] body = await ReceiveAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, 2 * Period);
        Assert.All(MetricCatalog.All, metric => Assert.True(Contains(body, metric.Name), metric.Name));
        Assert.True(Contains(body, "shop-17"));
        Assert.True(Contains(body, "service.name") && Contains(body, "gcwatch"));
    }

    [Fact]
    public async Task It_keeps_on_sending()
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start(new OtlpOptions { Endpoint = address, Period = Period });
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3; i++) Assert.NotEmpty(await ReceiveAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(began), 2 * Period, 6 * Period);
    }

    [Fact]
    public async Task Scrapes_are_served_beside_it_though_nobody_receives()
    {
        receiver.Stop();
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 3));
        using MetricsEndpoint endpoint = MetricsEndpoint.Start(new OtlpOptions { Endpoint = address, Period = Period });
        Assert.Equal(1, (await endpoint.ScrapeAsync()).Value("dotnet_gc_collections_total"));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_does_not_hold_up_the_end()
    {
        MetricsEndpoint endpoint = MetricsEndpoint.Start(new OtlpOptions { Endpoint = address, Period = Period });
        HttpListenerContext unanswered = await receiver.GetContextAsync().WaitAsync(5 * Period);
        long began = Stopwatch.GetTimestamp();
        endpoint.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        unanswered.Response.Abort();
    }

    private async Task<byte[]> ReceiveAsync()
    {
        HttpListenerContext post = await receiver.GetContextAsync().WaitAsync(5 * Period);
        Assert.Equal(("POST", "/v1/metrics", "application/x-protobuf"), (post.Request.HttpMethod, post.Request.Url?.AbsolutePath, post.Request.ContentType));
        using var body = new MemoryStream();
        await post.Request.InputStream.CopyToAsync(body);
        post.Response.StatusCode = (int)HttpStatusCode.OK;
        post.Response.Close();
        return body.ToArray();
    }

    private static bool Contains(byte[] body, string text) => body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}
