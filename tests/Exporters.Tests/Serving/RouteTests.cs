using System.Net;
using GcWatch.Exporters.Serving;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Serving;

public sealed class RouteTests : IDisposable
{
    private static readonly HealthAnswer Ill = new(false, "the supervisor has not looked for 90 s");

    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start(new HealthProbes(() => HealthAnswer.Ok, () => Ill));

    public void Dispose() => endpoint.Dispose();

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK, "ok\n")]
    [InlineData("/healthz/", HttpStatusCode.OK, "ok\n")]
    [InlineData("/healthz?verbose", HttpStatusCode.OK, "ok\n")]
    [InlineData("/readyz", HttpStatusCode.ServiceUnavailable, "the supervisor has not looked for 90 s\n")]
    [InlineData("/", HttpStatusCode.NotFound, "there are /metrics, /healthz and /readyz\n")]
    [InlineData("/metrics/x", HttpStatusCode.NotFound, "there are /metrics, /healthz and /readyz\n")]
    public async Task Each_path_has_its_answer(string path, HttpStatusCode status, string body)
    {
        using HttpResponseMessage answer = await endpoint.GetAsync(path);
        Assert.Equal((status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Health_is_said_while_a_scrape_hangs()
    {
        using var crowd = new TargetCrowd(100);
        using RawClient hanging = await RawClient.AskAsync(endpoint.Url);
        using HttpResponseMessage answer = await endpoint.GetAsync("/healthz").WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    public async Task Head_is_answered_without_a_body(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(endpoint.Url, path));
        using HttpResponseMessage answer = await endpoint.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await endpoint.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("get")]
    public async Task No_path_takes_a_request_that_could_do_something(string method)
    {
        Assert.Equal(["/metrics", "/healthz", "/readyz"], HttpRoutes.Paths);
        foreach (string path in HttpRoutes.Paths)
        {
            using RawClient client = await RawClient.ConnectAsync(endpoint.Url);
            await client.SendAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            string answer = await client.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(5));
            Assert.StartsWith("HTTP/1.1 405 Method Not Allowed\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nAllow: GET, HEAD\r\n", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_is_sent_is_not_read_as_another_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new StringContent("a body") };
        using HttpResponseMessage answer = await endpoint.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task On_the_loopback_address_another_host_s_name_is_not_answered_to()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Url) { Headers = { Host = "rebound.example.com" } };
        using HttpResponseMessage answer = await endpoint.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET / SPDY/3\r\n\r\n")]
    [InlineData("hello\r\n\r\n")]
    [InlineData("GET /metrics HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    public async Task What_is_no_request_is_said_to_be_none(string text)
    {
        using RawClient client = await RawClient.ConnectAsync(endpoint.Url);
        await client.SendAsync(text);
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(5)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_end_is_not_read_to_its_end()
    {
        using RawClient client = await RawClient.ConnectAsync(endpoint.Url);
        await client.SendAsync("GET /metrics HTTP/1.1\r\nX: " + new string('x', 8192));
        Assert.True(await client.IsClosedAsync().WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Requests_that_come_at_once_are_answered_in_turn()
    {
        using RawClient client = await RawClient.ConnectAsync(endpoint.Url);
        await client.SendAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n");
        string answers = await client.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answers, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nok\nHTTP/1.1 503 Service Unavailable\r\n", answers, StringComparison.Ordinal);
        Assert.EndsWith(Ill.Explanation + "\n", answers, StringComparison.Ordinal);
    }
}
