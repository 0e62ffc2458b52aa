using System.Globalization;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Prometheus.History;
using GcWatch.Exporters.Servers;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Prometheus.History;

/// <summary>A server that is slow, refuses, or sends rubbish.</summary>
public sealed class TroubledServerTests
{
    private const string Empty = """{"status":"success","data":{"resultType":"matrix","result":[]}}""";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"query processing would load too many samples"}""", "answers 422: execution query processing would load too many samples")]
    [InlineData(503, "<html>\nno backend</html>", "answers 503: <html> no backend</html>")]
    [InlineData(401, "", "answers 401: ")]
    [InlineData(302, "", "answers 302: ")]
    [InlineData(200, """{"status":"error","errorType":"timeout","error":"query timed out"}""", "answers an error: timeout query timed out")]
    [InlineData(200, """{"status":"success","warnings":["store-3 is away","another"],"data":{"resultType":"matrix","result":[]}}""", "answers with a warning, and so perhaps in part only: store-3 is away")]
    [InlineData(200, """{"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]}}""", "answers in part only")]
    [InlineData(200, "<html>", "answers what is no JSON of the Prometheus query API")]
    [InlineData(200, "null", "answers what is no JSON of the Prometheus query API")]
    [InlineData(200, "{}", "answers what is no JSON of the Prometheus query API")]
    [InlineData(200, """{"status":"success"}""", "answers what is no JSON of the Prometheus query API")]
    [InlineData(200, """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1]]}]}}""", "answers what is no JSON of the Prometheus query API")]
    [InlineData(200, """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"many"]]}]}}""", "answers what is no JSON of the Prometheus query API")]
    public async Task Each_trouble_is_one_sentence(int status, string body, string sentence)
    {
        await using HttpReceiver receiver = HttpReceiver.Start(_ => new ReceiverAnswer(status, body));
        BaselineHistoryException trouble = await FailsAsync(new PrometheusHistoryOptions { Url = receiver.Url });
        Assert.Equal($"{receiver.Url.AbsoluteUri.TrimEnd('/')} {sentence}", trouble.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up()
    {
        await using HttpReceiver receiver = HttpReceiver.Start(_ => ReceiverAnswer.Never);
        BaselineHistoryException trouble = await FailsAsync(new PrometheusHistoryOptions { Url = receiver.Url, Timeout = TimeSpan.FromMilliseconds(200) });
        Assert.EndsWith("has not answered within 0.2 s", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://user:word@127.0.0.1:{Ports.Free()}/prometheus/"));
        BaselineHistoryException trouble = await FailsAsync(new PrometheusHistoryOptions { Url = url });
        Assert.StartsWith($"http://127.0.0.1:{url.Port}/prometheus cannot be asked: Connection refused", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_to_it()
    {
        string endless = Empty.Replace("[]", "[" + new string(' ', 17 << 20) + "]", StringComparison.Ordinal);
        await using HttpReceiver receiver = HttpReceiver.Start(_ => new ReceiverAnswer(200, endless));
        BaselineHistoryException trouble = await FailsAsync(new PrometheusHistoryOptions { Url = receiver.Url });
        Assert.EndsWith("answers more than 16 MB", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_s_wish_to_stop_is_no_trouble_of_the_server()
    {
        await using HttpReceiver receiver = HttpReceiver.Start(_ => ReceiverAnswer.Never);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadAsync(new PrometheusHistoryOptions { Url = receiver.Url }, stop.Token));
    }

    [Fact]
    public async Task The_token_and_the_tenant_go_with_each_request()
    {
        using var folder = new TemporaryFolder();
        string token = folder.PathOf("token");
        await using HttpReceiver receiver = HttpReceiver.Start(_ => new ReceiverAnswer(200, Empty));
        var options = new PrometheusHistoryOptions { Url = new Uri(receiver.Url, "mimir/prometheus"), BearerTokenFile = token, Tenant = "team-a" };
        BaselineHistoryException missing = await FailsAsync(options);
        await File.WriteAllTextAsync(token, "secret\n");

        Assert.Empty(await LoadAsync(options, CancellationToken.None));

        Assert.Contains("the bearer token cannot be read", missing.Message, StringComparison.Ordinal);
        Assert.Equal(3, receiver.Requests.Count);
        Assert.All(receiver.Requests, request => Assert.Equal(
            ("/mimir/prometheus/api/v1/query_range", "Bearer secret", "team-a"), (request.Path, request.Headers["Authorization"], request.Headers["X-Scope-OrgID"])));
    }

    [Fact]
    public async Task An_hour_is_asked_for_when_it_must_have_been_recorded()
    {
        await using HttpReceiver receiver = HttpReceiver.Start(_ => new ReceiverAnswer(200, Empty));
        using PrometheusHistory history = Open(new PrometheusHistoryOptions { Url = receiver.Url });

        Assert.Empty(await history.LoadAsync(RecordedMonth.Shop, Now - TimeSpan.FromMinutes(30), Now + TimeSpan.FromDays(1), CancellationToken.None));

        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public void Without_an_address_there_is_nothing() =>
        Assert.Null(PrometheusHistory.Open(new PrometheusHistoryOptions(), "History", TimeProvider.System));

    [Fact]
    public void An_authority_that_cannot_be_read_is_named_with_its_section()
    {
        var wrong = Assert.Throws<ServerAccessException>(() => Open(new PrometheusHistoryOptions { Url = new Uri("https://127.0.0.1"), CaFile = "/no/such.pem" }));
        Assert.StartsWith("History.CaFile cannot be read: ", wrong.Message, StringComparison.Ordinal);
    }

    private static Task<BaselineHistoryException> FailsAsync(PrometheusHistoryOptions options) =>
        Assert.ThrowsAsync<BaselineHistoryException>(() => LoadAsync(options, CancellationToken.None));

    private static async Task<IReadOnlyList<HistoryHour>> LoadAsync(PrometheusHistoryOptions options, CancellationToken stop)
    {
        using PrometheusHistory history = Open(options);
        return await history.LoadAsync(RecordedMonth.Shop, Now - TimeSpan.FromDays(30), Now, stop);
    }

    private static PrometheusHistory Open(PrometheusHistoryOptions options) =>
        PrometheusHistory.Open(options, "History", TimeProvider.System) ?? throw new InvalidOperationException("there is an address");
}
