using System.Text.Json;
using GcWatch.TestKit;
using GcWatch.TestKit.Receivers;

namespace GcWatch.EndToEnd.Alerting;

/// <summary>
/// From a pause, a leak or a burst in a process to the people who hear of it, through the real agent, Prometheus and Alertmanager. All
/// stories go on at once in one scene; each test waits for its own. Full speed: eng/alerting.sh.
/// </summary>
public sealed class AlertingTests(AlertingScene scene) : IClassFixture<AlertingScene>
{
    private static readonly TimeSpan Patience = AlertingScene.Patience;

    private WebhookReceiver Here => scene.Here.Receiver;

    [Fact]
    public async Task Pauses_of_40_ms_ring_the_phone_and_are_told_in_the_chat()
    {
        await Here.HearsAsync("pagerduty", told => told.Status == "firing" && IsAbout(told, "checkout"), Patience);
        await Here.HearsAsync("chat", told => told.Status == "firing" && IsAbout(told, "checkout"), Patience);

        Assert.All(Here.To("pagerduty").Where(told => IsAbout(told, "checkout")), told => Assert.Contains(WebhookReceiver.RoutingKey, told.Text, StringComparison.Ordinal));
        Assert.Empty(Here.Breaches);
    }

    [Fact]
    public async Task One_detached_pod_of_three_silences_nothing_of_its_service()
    {
        IReadOnlyList<SeenAlert> seen = await AlertsAsync("checkout-2 is detached and checkout burns", alerts =>
            alerts.Any(alert => alert.Name == "GcWatchTargetDetached" && Is(alert, "pod", "checkout-2")) && alerts.Any(alert => IsPage(alert, "checkout")));

        Assert.All(seen.Where(alert => IsPage(alert, "checkout")), alert => Assert.Equal("active", alert.State));
        Assert.DoesNotContain(seen, alert => alert.Name == "GcWatchServiceBlind" && Is(alert, "service", "checkout"));
        await Here.HearsAsync("pagerduty", told => told.Status == "firing" && IsAbout(told, "checkout"), Patience);
        Assert.Empty(await scene.Prometheus.QueryAsync("""max_over_time(absent(gcwatch_target_up{pod="checkout-2"})[15s:1s])"""));
    }

    [Fact]
    public async Task Another_teams_alert_is_told_there_and_not_here_and_so_is_its_recovery()
    {
        await Here.HearsAsync("pagerduty", told => told.Status == "firing" && IsAbout(told, "billing"), Patience);
        await Here.HearsAsync("payments-chat", told => told.Status == "firing" && IsAbout(told, "billing"), Patience);

        await scene.MendBillingAsync();
        await Here.HearsAsync("payments-chat", told => told.Status == "resolved" && IsAbout(told, "billing"), Patience);
        await Here.HearsAsync("pagerduty", told => told.Status == "resolved" && told.Text.Contains(ShippedRouting.OtherRoutingKey, StringComparison.Ordinal), Patience);

        Assert.Equal(["pagerduty", "payments-chat"], ChannelsOf("billing"));
        Assert.All(
            Here.To("pagerduty").Where(told => told.Status == "firing" && IsAbout(told, "billing")),
            told => Assert.Contains(ShippedRouting.OtherRoutingKey, told.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_leak_is_a_ticket_and_nothing_else()
    {
        await Here.HearsAsync("ticket", told => told.Status == "firing" && told.AlertNames.Contains("GcWatchSilverBurn6x") && IsAbout(told, "cart"), Patience);

        Assert.Equal(["ticket"], ChannelsOf("cart"));
    }

    [Fact]
    public async Task A_burst_is_told_in_WeCom_and_outside_working_hours_to_nobody()
    {
        await scene.Node.ScrapeUntilAsync(
            "the agent knows what search usually allocates",
            scrape => scrape.Of(scene.Search.Label).All("gcwatch_rule_firing").Any(sample => sample.Labels["rule"] == "alloc_burst"), Patience);
        await scene.Search.GoOnAsync();
        await Here.HearsAsync("wecom", told => told.Text.Contains("search", StringComparison.Ordinal), Patience);
        await scene.AfterHours.Alertmanager.AlertsUntilAsync("the other knows it too", alerts => alerts.Any(alert => alert.Name == "GcWatchAllocationBurst"));

        Assert.Equal(["wecom"], ChannelsOf("search"));
        Assert.Empty(Here.Breaches);
        Assert.Empty(scene.AfterHours.Receiver.To("wecom"));
        Assert.NotEmpty(scene.AfterHours.Receiver.To("ticket"));
        await IsSampledOnceAsync(scene.Search);
    }

    /// <summary>The rule has fired, and goes on firing: what is allocated was sampled then, and not again before the cool-down of an hour is over.</summary>
    private async Task IsSampledOnceAsync(LabProcess lab)
    {
        const string Bytes = "gcwatch_allocation_sampled_bytes_total";
        Scrape scrape = await scene.Node.ScrapeUntilAsync("it is sampled", scrape => scrape.Of(lab.Label).Sum(Bytes) > 0, Patience);
        Assert.InRange(scrape.Of(lab.Label).Value(Bytes, ("cause", "array")) / scrape.Of(lab.Label).Sum(Bytes), 0.8, 1);
        Assert.InRange(scrape.Of(lab.Label).Value("gcwatch_allocation_sampled_seconds_total"), 0.9, 10);
        Assert.Single(scene.Node.Log.Split('\n'), line => line.Contains($"Sampled the allocations of {lab.Label} for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_its_agent_dies_that_is_told_and_the_burn_of_its_service_is_silenced()
    {
        await AlertsAsync("ledger burns", alerts => alerts.Any(alert => IsPage(alert, "ledger")));
        await scene.Sidecar.Child.SignalAsync("KILL");

        // Soon after, Prometheus has nothing left to say that ledger burns, and the alert is over.
        IReadOnlyList<SeenAlert> seen = await AlertsAsync("ledger is silenced", alerts => alerts.Any(alert => IsPage(alert, "ledger") && alert.State == "suppressed"));
        await Here.HearsAsync("chat", told => told.AlertNames.Contains("GcWatchAgentDown") && told.Text.Contains("ledger-0", StringComparison.Ordinal), Patience);

        Assert.Contains(seen, alert => alert.Name == "GcWatchServiceBlind" && Is(alert, "service", "ledger"));
        Assert.All(seen.Where(alert => IsPage(alert, "checkout")), alert => Assert.Equal("active", alert.State));
        Assert.DoesNotContain(Here.To("pagerduty"), told => told.Text.Contains("GcWatchAgentDown", StringComparison.Ordinal));
    }

    /// <summary>Of alerts for somebody: on a machine that is busy the pauses of a healthy process are longer than usual now and then.</summary>
    [Fact]
    public async Task A_healthy_process_is_not_told_of()
    {
        await Here.HearsAsync("ticket", told => told.AlertNames.Contains("GcWatchSilverBurn6x"), Patience);
        await Here.HearsAsync("pagerduty", told => IsAbout(told, "checkout"), Patience);

        Assert.Empty(ChannelsOf("catalog"));
        Assert.Empty(await scene.Prometheus.QueryAsync("""count_over_time(ALERTS{service="catalog", alertstate="firing", kind!="meta", severity!="info"}[1h])"""));
        Assert.NotEmpty(await scene.Prometheus.QueryAsync("""gcwatch_slo_events_total{service="catalog"}"""));
    }

    private Task<IReadOnlyList<SeenAlert>> AlertsAsync(string what, Func<IReadOnlyList<SeenAlert>, bool> isReached) =>
        Eventually.ReadsAsync(what, scene.Here.Alertmanager.AlertsAsync, isReached, Patience);

    private static bool IsPage(SeenAlert alert, string service) => Is(alert, "page", "true") && Is(alert, "service", service);

    private static bool Is(SeenAlert alert, string label, string value) => alert.Labels.GetValueOrDefault(label) == value;

    /// <summary>Who was told of a service, apart from how it is watched.</summary>
    private string[] ChannelsOf(string service) => [.. Here.Notifications.Where(told => IsAbout(told, service)).Select(told => told.Channel).Distinct().Order(StringComparer.Ordinal)];

    private static bool IsAbout(Notification told, string service)
    {
        if (told.Channel is "pagerduty" or "wecom") return told.Text.Contains(service, StringComparison.Ordinal);
        using JsonDocument payload = JsonDocument.Parse(told.Text);
        return payload.RootElement.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("labels"))
            .Any(labels => Has(labels, "service", service) && !Has(labels, "kind", "meta"));
    }

    private static bool Has(JsonElement labels, string name, string value) => labels.TryGetProperty(name, out JsonElement label) && label.GetString() == value;
}
