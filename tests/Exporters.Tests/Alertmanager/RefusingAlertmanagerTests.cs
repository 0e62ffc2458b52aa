using System.Collections.Concurrent;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters.Alertmanager;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Alertmanager;

/// <summary>An Alertmanager that is slow, refuses or asks for patience, and otherwise holds to the published contract.</summary>
public sealed class RefusingAlertmanagerTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly ToldTarget target = new();
    private readonly RecordingLogger<AlertmanagerSink> log = new();

    public void Dispose() => endpoint.Dispose();

    [Fact]
    public async Task Every_rule_s_alert_keeps_to_the_contract()
    {
        await using HttpReceiver receiver = HttpReceiver.Start(AlertContract.Judge);
        await using AlertmanagerSink sink = Open(receiver, options => options with { Quietest = AlertSeverity.Info });
        Verdict[] all = [.. Enum.GetValues<RuleKind>().Select(rule => ToldTarget.Firing(rule, sentence: "\"50 % > 15 %\"\n\u00e4"))];
        sink.Take(target.At(0, [.. all]));
        await ReadsAsync("sent", all.Length);
        sink.Forget(target.Identity);
        await ReadsAsync("sent", 2 * all.Length);
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task An_answer_that_may_pass_is_met_with_another_attempt(int status)
    {
        await using HttpReceiver receiver = Answering(new ReceiverAnswer(status, "\"busy\""));
        await using AlertmanagerSink sink = Open(receiver);
        sink.Take(target.At(0, ToldTarget.Firing(RuleKind.Leak)));
        await ReadsAsync("sent", 1);
        Assert.Equal((1, 0), (await ReadAsync("failed"), await ReadAsync("dropped")));
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Contains($"{status} \"busy\"", log.Lines[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_and_tried_again()
    {
        await using HttpReceiver receiver = Answering(ReceiverAnswer.Never);
        await using AlertmanagerSink sink = Open(receiver, options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        sink.Take(target.At(0, ToldTarget.Firing(RuleKind.Leak)));
        await ReadsAsync("sent", 1);
        Assert.Contains("no answer within 0.3 s", log.Lines[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task A_refusal_is_final(int status)
    {
        await using HttpReceiver receiver = Answering(new ReceiverAnswer(status, "\"no\""));
        await using AlertmanagerSink sink = Open(receiver);
        sink.Take(target.At(0, ToldTarget.Firing(RuleKind.Leak)));
        await ReadsAsync("dropped", 1);
        sink.Take(target.At(0, ToldTarget.Firing(RuleKind.Leak), ToldTarget.Firing(RuleKind.TimeToLimit)));
        await ReadsAsync("sent", 1);
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Equal(2010, Assert.Single(log.Lines).Id);
    }

    [Fact]
    public async Task The_token_is_read_at_each_request()
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("token");
        await using HttpReceiver receiver = HttpReceiver.Start(AlertContract.Judge);
        await using AlertmanagerSink sink = Open(receiver, options => options with { BearerTokenFile = file });
        sink.Take(target.At(0, ToldTarget.Firing(RuleKind.Leak)));
        await ReadsAsync("failed", 1);
        await File.WriteAllTextAsync(file, "first\n");
        await ReadsAsync("sent", 1);
        await File.WriteAllTextAsync(file, "second");
        sink.Take(target.At(0, ToldTarget.Good(RuleKind.Leak)));
        await ReadsAsync("sent", 2);
        Assert.Equal(["Bearer first", "Bearer second"], receiver.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task The_latency_counts_from_the_fact_and_once_for_each_alert()
    {
        await using HttpReceiver receiver = HttpReceiver.Start(AlertContract.Judge);
        await using AlertmanagerSink sink = Open(receiver, options => options with { ResendInterval = TimeSpan.FromMilliseconds(1) });
        sink.Take(target.At(100, ToldTarget.Firing(RuleKind.Leak, sinceSeconds: 97)));
        await ReadsAsync("sent", 1);
        sink.Take(target.At(101, ToldTarget.Firing(RuleKind.Leak, sinceSeconds: 97)));
        await ReadsAsync("sent", 2);
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        Assert.Equal(1, scrape.Value("gcwatch_notification_latency_seconds_count"));
        Assert.InRange(scrape.Value("gcwatch_notification_latency_seconds_sum"), 3, 8);
    }

    private static HttpReceiver Answering(params ReceiverAnswer[] first)
    {
        var answers = new ConcurrentQueue<ReceiverAnswer>(first);
        return HttpReceiver.Start(request => answers.TryDequeue(out ReceiverAnswer? answer) ? answer : AlertContract.Judge(request));
    }

    private AlertmanagerSink Open(HttpReceiver receiver, Func<AlertmanagerOptionsDraft, AlertmanagerOptionsDraft>? change = null)
    {
        AlertmanagerOptionsDraft draft = (change ?? (same => same))(new AlertmanagerOptionsDraft());
        AlertmanagerSink? sink = AlertmanagerSink.Open(draft.For(receiver.Url), new Uri("http://127.0.0.1:9464/metrics"), TimeProvider.System, log);
        Assert.NotNull(sink);
        return sink;
    }

    private Task<double> ReadsAsync(string result, double count) => Eventually.ReadsAsync($"{count} {result}", () => ReadAsync(result), value => value == count);

    private async Task<double> ReadAsync(string result) => (await endpoint.ScrapeAllAsync()).Value("gcwatch_notifications_total", ("result", result));

    /// <summary>What the tests here change of the options.</summary>
    private sealed record AlertmanagerOptionsDraft
    {
        public AlertSeverity Quietest { get; init; } = AlertSeverity.Notice;

        public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

        public TimeSpan ResendInterval { get; init; } = TimeSpan.FromMinutes(1);

        public string? BearerTokenFile { get; init; }

        public AlertmanagerOptions For(Uri url) => new()
        {
            Urls = [url.AbsoluteUri], Quietest = Quietest, Timeout = Timeout, BearerTokenFile = BearerTokenFile, ResendInterval = ResendInterval,
        };
    }
}
