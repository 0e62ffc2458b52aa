using System.Net;
using System.Net.Sockets;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Serving;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class MetricsServerTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task The_metrics_answer_on_either_name_of_this_machine(string host)
    {
        using var target = new PlayedTarget();
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using HttpResponseMessage answer = await endpoint.GetAsync(new UriBuilder(endpoint.Url) { Host = host }.Uri);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("gcwatch_target_up{", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_url_is_what_a_person_would_type()
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        Assert.Equal($"http://127.0.0.1:{endpoint.Url.Port}/metrics", endpoint.Url.AbsoluteUri);
    }

    [Fact]
    public async Task With_an_asterisk_all_addresses_answer()
    {
        using var target = new PlayedTarget();
        using MetricsServer server = MetricsServer.Start(new MetricsOptions { Address = "*", Port = MetricsEndpoint.FreePort() }, new OtlpOptions(), HealthProbes.Answering);
        using var client = new HttpClient();
        Assert.Equal("127.0.0.1", server.Url.Host);
        Assert.Contains("gcwatch_target_up{", await client.GetStringAsync(server.Url), StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_port_is_said_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        var refused = Assert.Throws<MetricsPortException>(() => MetricsServer.Start(new MetricsOptions { Port = port }, new OtlpOptions(), HealthProbes.Answering));
        Assert.StartsWith($"cannot listen on 127.0.0.1:{port} (", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("); choose another with --metrics-port", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("203.0.113.1")]
    [InlineData("not an address")]
    [InlineData("no.such.host.invalid")]
    [InlineData("::1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("127.0.0.1:9464")]
    public void An_address_that_cannot_be_listened_on_is_said_in_one_line(string address)
    {
        var options = new MetricsOptions { Address = address, Port = MetricsEndpoint.FreePort() };
        var refused = Assert.Throws<MetricsPortException>(() => MetricsServer.Start(options, new OtlpOptions(), HealthProbes.Answering));
        Assert.StartsWith($"cannot listen on {address}:{options.Port} (", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_port_is_free_again_after_the_server()
    {
        MetricsEndpoint first = MetricsEndpoint.Start();
        var options = new MetricsOptions { Port = first.Url.Port };
        first.Dispose();
        using var target = new PlayedTarget();
        using MetricsServer second = MetricsServer.Start(options, new OtlpOptions(), HealthProbes.Answering);
        using var client = new HttpClient();
        Assert.Contains("gcwatch_target_up{", await client.GetStringAsync(second.Url), StringComparison.Ordinal);
    }
}
