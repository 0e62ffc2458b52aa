using GcWatch.Analysis.Slo;
using GcWatch.Exporters.Alertmanager;
using GcWatch.Exporters.Servers;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Alertmanager;

/// <summary>What a real Alertmanager makes of it.</summary>
public sealed class RealAlertmanagerTests
{
    private static readonly Uri Agent = new("http://127.0.0.1:9464/metrics");

    private readonly ToldTarget target = new();
    private readonly RecordingLogger<AlertmanagerSink> log = new();

    [Fact]
    public async Task A_rule_that_fires_is_seen_with_exactly_these_labels()
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(new AlertmanagerOptions { Urls = [Url(server)], Dashboard = "https://grafana/d/gc?var-service={service}" });
        DateTimeOffset before = TimeProvider.System.GetUtcNow();

        sink.Take(target.At(100, ToldTarget.Firing(RuleKind.Leak, sinceSeconds: 60), ToldTarget.Good(RuleKind.StuckPause)));

        SeenAlert alert = Assert.Single(await server.AlertsUntilAsync("an alert", alerts => alerts.Count > 0));
        Assert.Equal(
            "alertname=GcWatchLeak env=prod kind=rule namespace=web page=false pod=shop-7c9 process=shop-17 rule=leak service=shop severity=ticket slo=heap-growth source=agent",
            string.Join(' ', alert.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal("The live heap has grown steadily for hours", alert.Annotations["summary"]);
        Assert.Equal("p99 pause 183 ms; the promise is 15 ms", alert.Annotations["description"]);
        Assert.Equal("docs/runbooks/GcWatchLeak.md", alert.Annotations["runbook_url"]);
        Assert.Equal("https://grafana/d/gc?var-service=shop", alert.Annotations["dashboard_url"]);
        Assert.InRange(before - alert.StartsAt, TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(41));
        Assert.Equal(180, (alert.EndsAt - before).TotalSeconds, tolerance: 10);
    }

    [Fact]
    public async Task A_rule_that_is_good_again_has_ended()
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(server);
        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak), ToldTarget.Firing(RuleKind.TimeToLimit)));
        await server.AlertsUntilAsync("both", alerts => alerts.Count == 2);

        sink.Take(target.At(11, ToldTarget.Good(RuleKind.Leak), ToldTarget.Firing(RuleKind.TimeToLimit)));

        IReadOnlyList<SeenAlert> left = await server.AlertsUntilAsync("one", alerts => alerts.Count == 1);
        Assert.Equal("GcWatchTimeToLimit", left[0].Name);
    }

    [Fact]
    public async Task The_alerts_of_a_target_that_has_ended_have_ended_and_no_others()
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(server);
        var other = new ToldTarget("shop-8d1");
        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak), ToldTarget.Firing(RuleKind.TimeToLimit)));
        sink.Take(other.At(10, ToldTarget.Firing(RuleKind.Leak)));
        await server.AlertsUntilAsync("all", alerts => alerts.Count == 3);

        sink.Forget(target.Identity);

        IReadOnlyList<SeenAlert> left = await server.AlertsUntilAsync("one", alerts => alerts.Count == 1);
        Assert.Equal("shop-8d1", left[0].Labels["pod"]);
    }

    [Fact]
    public async Task What_fires_lives_as_long_as_its_reports_come()
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(server);
        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak)));
        SeenAlert first = (await server.AlertsUntilAsync("an alert", alerts => alerts.Count == 1))[0];

        SeenAlert later = (await server.AlertsUntilAsync("its end has moved by more than its life", alerts =>
        {
            sink.Take(target.At(11, ToldTarget.Firing(RuleKind.Leak)));
            return alerts.Count == 1 && alerts[0].EndsAt > first.EndsAt + TimeSpan.FromSeconds(3);
        }))[0];

        Assert.Equal(first.StartsAt, later.StartsAt);
        await server.AlertsUntilAsync("none, as nothing is heard of it", alerts => alerts.Count == 0);
    }

    [Fact]
    public async Task An_Alertmanager_that_starts_again_has_the_alert_again()
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(server);
        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak)));
        SeenAlert before = (await server.AlertsUntilAsync("an alert", alerts => alerts.Count == 1))[0];

        await server.KillAsync();
        await Eventually.HoldsAsync("the agent has noticed", () =>
        {
            sink.Take(target.At(11, ToldTarget.Firing(RuleKind.Leak)));
            return log.Lines.Any(line => line.Id == 2011);
        });
        await server.StartAgainAsync();

        IReadOnlyList<SeenAlert> after = await server.AlertsUntilAsync("the alert again", alerts =>
        {
            sink.Take(target.At(12, ToldTarget.Firing(RuleKind.Leak)));
            return alerts.Count == 1;
        });
        Assert.Equal((before.Name, before.StartsAt), (after[0].Name, after[0].StartsAt));
        await Eventually.HoldsAsync("said", () => log.Lines.Any(line => line.Id == 2012));
    }

    [Fact]
    public async Task Each_of_several_gets_the_alert_though_one_is_away()
    {
        await using AlertmanagerServer first = await AlertmanagerServer.StartAsync();
        await using AlertmanagerServer second = await AlertmanagerServer.StartAsync();
        string away = $"http://127.0.0.1:{Ports.Free()}";
        await using AlertmanagerSink sink = Open(new AlertmanagerOptions { Urls = [away, Url(first), Url(second)] });

        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak)));

        await first.AlertsUntilAsync("an alert", alerts => alerts.Count == 1);
        await second.AlertsUntilAsync("an alert", alerts => alerts.Count == 1);
    }

    [Fact]
    public async Task What_is_loud_goes_out_as_loud_as_is_allowed_and_information_not_at_all()
    {
        await using AlertmanagerServer quiet = await AlertmanagerServer.StartAsync();
        await using AlertmanagerServer loud = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink byDefault = Open(quiet);
        await using AlertmanagerSink all = Open(
            new AlertmanagerOptions { Urls = [Url(loud)], Loudest = AlertSeverity.Critical, Quietest = AlertSeverity.Info });
        foreach (AlertmanagerSink sink in new[] { byDefault, all })
        {
            sink.Take(target.At(10, ToldTarget.Firing(RuleKind.Gen2Storm), ToldTarget.Firing(RuleKind.StuckPause)));
        }

        SeenAlert warning = Assert.Single(await quiet.AlertsUntilAsync("an alert", alerts => alerts.Count > 0));
        IReadOnlyList<SeenAlert> both = await loud.AlertsUntilAsync("both", alerts => alerts.Count == 2);

        Assert.Equal(("GcWatchStuckPause", "warning"), (warning.Name, warning.Labels["severity"]));
        Assert.Equal(["critical", "info"], both.Select(alert => alert.Labels["severity"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(AlertSeverity.Critical, true, "true")]
    [InlineData(AlertSeverity.Critical, false, "false")]
    [InlineData(AlertSeverity.Warning, true, "false")]
    public async Task The_phone_is_asked_for_only_where_paging_and_the_critical_severity_are_both_allowed(AlertSeverity loudest, bool mayPage, string page)
    {
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync();
        await using AlertmanagerSink sink = Open(new AlertmanagerOptions { Urls = [Url(server)], Loudest = loudest }, mayPage);
        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.StuckPause)));

        SeenAlert alert = Assert.Single(await server.AlertsUntilAsync("an alert", alerts => alerts.Count > 0));
        Assert.Equal(page, alert.Labels["page"]);
    }

    [Fact]
    public async Task A_certificate_is_trusted_by_the_authority_that_is_named_and_by_no_other()
    {
        using var folder = new TemporaryFolder();
        var tls = new AlertmanagerTls(folder);
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync(AlertmanagerServer.Silent, tls);
        await using AlertmanagerSink trusting = Open(new AlertmanagerOptions { Urls = [Url(server)], CaFile = tls.CaFile });
        await using AlertmanagerSink doubting = Open(new AlertmanagerOptions { Urls = [Url(server)] });

        doubting.Take(target.At(10, ToldTarget.Firing(RuleKind.TimeToLimit)));
        await Eventually.HoldsAsync("it does not trust", () => log.Lines.Any(line => line.Id == 2011));
        trusting.Take(target.At(10, ToldTarget.Firing(RuleKind.Leak)));

        IReadOnlyList<SeenAlert> seen = await server.AlertsUntilAsync("an alert", alerts => alerts.Count > 0);
        Assert.Equal("GcWatchLeak", Assert.Single(seen).Name);
    }

    [Theory]
    [InlineData(null, "Alertmanager.CaFile cannot be read: ")]
    [InlineData("no certificate", "has no certificate in it")]
    public void An_authority_that_cannot_be_read_is_named(string? content, string complaint)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("ca.pem");
        if (content is not null) File.WriteAllText(file, content);

        var wrong = Assert.Throws<ServerAccessException>(() => Open(new AlertmanagerOptions { Urls = ["https://127.0.0.1"], CaFile = file }));

        Assert.Contains(complaint, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_there_is_nothing() =>
        Assert.Null(AlertmanagerSink.Open(new AlertmanagerOptions(), Agent, TimeProvider.System, log));

    private static string Url(AlertmanagerServer server) => server.Url.AbsoluteUri;

    private AlertmanagerSink Open(AlertmanagerServer server) =>
        Open(new AlertmanagerOptions { Urls = [Url(server)], ResendInterval = TimeSpan.FromSeconds(1) });

    private AlertmanagerSink Open(AlertmanagerOptions options, bool mayPage = false)
    {
        AlertmanagerSink? sink = AlertmanagerSink.Open(options, Agent, TimeProvider.System, log, mayPage);
        Assert.NotNull(sink);
        return sink;
    }
}
