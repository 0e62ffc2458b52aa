using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>The dashboards ask for what there is, and for no more of it than a large fleet can bear.</summary>
public sealed partial class DashboardMetricTests
{
    /// <summary>What neither the agent nor its rules make.</summary>
    private static readonly string[] Outside = ["ALERTS", "ALERTS_FOR_STATE", "up", "container_memory_working_set_bytes"];

    private static readonly string[] OfTheServer = ["ALERTS", "ALERTS_FOR_STATE"];
    private static readonly string[] Recorded = [.. RuleFile.AllRules.Select(rule => rule.Record).Where(name => name.Length > 0).Distinct()];

    private static readonly Dictionary<string, string[]> LabelsOf =
        MetricCatalog.All.Select(metric => (Metric: metric, Labels: (string[])[.. metric.Labels, .. MetricCatalog.CommonLabels]))
            .Concat(MetricCatalog.Agent.Select(metric => (Metric: metric, Labels: (string[])[.. metric.Labels, "agent"])))
            .SelectMany(known => SeriesOf(known.Metric).Select(name => (name, known.Labels)))
            .ToDictionary(known => known.name, known => (string[])[.. known.Labels, "job", "instance"]);

    private static readonly string[] Service = ["namespace", "env", "service"];

    [Fact]
    public void Every_metric_is_in_the_catalog_or_recorded_or_known_from_outside() => Assert.All(Selectors(Dashboard.All), selector =>
        Assert.True(LabelsOf.ContainsKey(selector.Metric) || Recorded.Contains(selector.Metric) || Outside.Contains(selector.Metric), selector.Metric));

    [Fact]
    public void Every_matcher_names_a_label_that_the_metric_has() => Assert.All(
        Selectors(Dashboard.All).Where(selector => LabelsOf.ContainsKey(selector.Metric)),
        selector => Assert.All(selector.Matchers, matcher => Assert.Contains(matcher.Label, LabelsOf[selector.Metric])));

    /// <summary>An exporter inside the process may have series of the same name.</summary>
    [Fact]
    public void The_fields_own_metrics_are_taken_from_the_agent_only() => Assert.All(
        Selectors(Dashboard.All).Where(selector => selector.Metric.StartsWith("dotnet_", StringComparison.Ordinal)),
        selector => Assert.Contains(new PromMatcher("agent", "=", "gcwatch"), selector.Matchers));

    /// <summary>But for the agent's own series, which belong to no service.</summary>
    [Fact]
    public void What_belongs_to_a_service_is_taken_of_the_chosen_one_only()
    {
        string[] own = [.. MetricCatalog.Agent.SelectMany(SeriesOf), "up", "container_memory_working_set_bytes"];
        IEnumerable<PromSelector> ofServices = Dashboard.All
            .SelectMany(dashboard => Selectors([dashboard]).Where(selector => dashboard.Uid != "gcwatch-agent" || !OfTheServer.Contains(selector.Metric)))
            .Where(selector => !own.Contains(selector.Metric));
        Assert.All(ofServices, selector => Assert.All(Service, label => Assert.Contains(new PromMatcher(label, "=~", $"${label}"), selector.Matchers)));
    }

    /// <summary>With 10,000 pods a line over raw series is millions of points; what is shown of them is summed up, once.</summary>
    [Fact]
    public void The_fleet_draws_lines_of_recordings_only()
    {
        Dashboard fleet = Dashboard.All.Single(dashboard => dashboard.Uid == "gcwatch-fleet");
        Assert.All(
            fleet.Panels.SelectMany(panel => panel.Targets).Where(target => !target.IsInstant).SelectMany(target => PromExpression.SelectorsOf(target.Expression)),
            selector => Assert.True(Recorded.Contains(selector.Metric) || OfTheServer.Contains(selector.Metric), selector.Metric));
        Assert.All(fleet.Annotations.Where(annotation => annotation.Text("name") == "Deploys"), annotation => Assert.False(annotation["enable"]?.GetValue<bool>()));
    }

    [Fact]
    public void A_line_for_each_process_or_service_is_one_of_the_ten_that_matter() => Assert.All(
        Dashboard.All.SelectMany(dashboard => dashboard.Panels).SelectMany(panel => panel.Targets).Where(target => Legend.IsMatch(target.Json.Text("legendFormat"))),
        target => Assert.Matches("^(topk|bottomk)\\((10|20), ", target.Expression));

    [Fact]
    public void The_lines_of_the_burn_rates_are_those_that_are_alerted()
    {
        double[] alerted =
        [
            .. RuleFile.AllRules.Where(rule => rule.Alert.StartsWith("GcWatchGoldBurn", StringComparison.Ordinal))
                .Select(rule => double.Parse(Above.Match(rule.Expr).Groups["limit"].Value, CultureInfo.InvariantCulture)).Order(),
        ];
        Panel panel = Dashboard.All.Single(dashboard => dashboard.Uid == "gcwatch-slo").Panel("Burn rates of $slo, and the lines that are alerted");
        Assert.Equal([1, 3, 6, 14.4], alerted);
        Assert.Equal(alerted, (panel.Defaults["thresholds"] as JsonObject ?? []).Items("steps").Skip(1).Select(step => step["value"]?.GetValue<double>() ?? 0));
    }

    private static IEnumerable<PromSelector> Selectors(IEnumerable<Dashboard> dashboards) => dashboards.SelectMany(ExpressionsOf).SelectMany(PromExpression.SelectorsOf);

    private static IEnumerable<string> ExpressionsOf(Dashboard dashboard) =>
    [
        .. dashboard.Panels.SelectMany(panel => panel.Targets).Select(target => target.Expression),
        .. dashboard.Annotations.Select(annotation => (annotation["target"] as JsonObject ?? []).Text("expr")),
    ];

    private static string[] SeriesOf(MetricDefinition metric) => metric.Kind == MetricKind.Histogram
        ? [$"{metric.PrometheusName}_bucket", $"{metric.PrometheusName}_sum", $"{metric.PrometheusName}_count"]
        : [metric.PrometheusName];

    [GeneratedRegex("""\{\{(process|instance|service)\}\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Legend { get; }

    [GeneratedRegex("""> (?<limit>[\d.]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Above { get; }
}
