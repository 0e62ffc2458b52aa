using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>
/// The 17 rules of grafana/dashboard-linter, one test each: the dashboards keep it, but for what dashboards/.lint leaves out with a reason, no
/// entry of that is needless, and a dashboard that breaks it is found.
/// </summary>
public sealed class LinterRuleTests
{
    [Fact]
    public void There_are_17_rules() => Assert.Equal(17, LinterRule.All.Select(rule => rule.Name).Distinct().Count());

    [Fact]
    public Task The_data_source_is_a_variable_with_the_usual_name() => HoldsAsync("template-datasource-rule", broken => broken.Variable("datasource")["name"] = "prometheus");

    [Fact]
    public Task The_job_can_be_chosen() => HoldsAsync("template-job-rule", broken => broken.Variable("job")["multi"] = false);

    [Fact]
    public Task The_instance_can_be_chosen() => HoldsAsync("template-instance-rule", broken => broken.Variable("instance")["allValue"] = ".*");

    [Fact]
    public Task Variables_ask_for_the_values_of_labels() => HoldsAsync("template-label-promql-rule", broken => broken.Variable("job")["query"] = "labels(up, job)");

    [Fact]
    public Task Variables_follow_the_time_shown() => HoldsAsync("template-on-time-change-reload", broken => broken.Variable("service")["refresh"] = 1);

    [Fact]
    public Task Dashboards_are_changed_in_the_repository() => HoldsAsync("uneditable-dashboard-rule", broken => broken.Root["editable"] = true);

    [Fact]
    public Task Panels_ask_the_data_source_that_was_chosen() => HoldsAsync("panel-datasource-rule", broken => SomePanel(broken).Json["datasource"] = new JsonObject { ["uid"] = "abc" });

    [Fact]
    public Task Panels_have_a_title_and_a_description() => HoldsAsync("panel-title-description-rule", broken => SomePanel(broken).Json["description"] = "");

    [Fact]
    public Task Panels_have_a_unit_that_Grafana_knows() => HoldsAsync("panel-units-rule", broken => SomePanel(broken).Defaults["unit"] = "bytes/s");

    [Fact]
    public Task Panels_ask_something() => HoldsAsync("panel-no-targets-rule", broken => SomePanel(broken).Json["targets"] = new JsonArray());

    [Fact]
    public Task Queries_of_Loki_choose_a_stream() => HoldsAsync("target-logql-rule", broken => Ask(broken, "count_over_time({app=\"gcwatch\"[$__auto])", "loki"));

    [Fact]
    public Task Queries_of_Loki_have_no_fixed_range() => HoldsAsync("target-logql-auto-rule", broken => Ask(broken, "count_over_time({app=\"gcwatch\"}[5m])", "loki"));

    [Fact]
    public Task Queries_are_PromQL() => HoldsAsync("target-promql-rule", broken => Ask(broken, "sum(up{job=\"a\"}"));

    [Fact]
    public Task Rates_are_over_the_rate_interval() => HoldsAsync("target-rate-interval-rule", broken => Ask(broken, "rate(gcwatch_events_total[5m])"));

    [Fact]
    public Task What_is_scraped_is_matched_by_its_job() => HoldsAsync("target-job-rule", broken => Ask(broken, "gcwatch_target_up{job=\"$job\", instance=~\"$instance\"}"));

    [Fact]
    public Task What_is_scraped_is_matched_by_its_instance() => HoldsAsync("target-instance-rule", broken => Ask(broken, "gcwatch_target_up{job=~\"$job\"}"));

    [Fact]
    public Task Counters_are_never_shown_as_they_are() => HoldsAsync("target-counter-agg-rule", broken => Ask(broken, "max_over_time(gcwatch_events_total{job=~\"$job\", instance=~\"$instance\"}[1h])"));

    private static async Task HoldsAsync(string name, Action<Dashboard> spoil)
    {
        LinterRule rule = LinterRule.All.Single(rule => rule.Name == name);
        LintExceptions exceptions = LintExceptions.Read();
        List<LintFault> faults = [];
        foreach (Dashboard dashboard in Dashboard.All) faults.AddRange(await rule.FaultsAsync(dashboard));
        Assert.Empty(exceptions.Without(faults));
        Assert.Empty(exceptions.Needless(name, faults));

        Dashboard broken = Dashboard.All[0].Copy();
        spoil(broken);
        Assert.NotEmpty(exceptions.Without(await rule.FaultsAsync(broken)));
    }

    /// <summary>One whose query nothing is left out of.</summary>
    private static Panel SomePanel(Dashboard dashboard) => dashboard.Panels.First(panel => panel.Type == "stat");

    private static void Ask(Dashboard dashboard, string expression, string dataSource = "prometheus")
    {
        JsonObject target = SomePanel(dashboard).Targets.First().Json;
        target["expr"] = expression;
        target["datasource"] = new JsonObject { ["type"] = dataSource, ["uid"] = "${datasource}" };
    }
}
