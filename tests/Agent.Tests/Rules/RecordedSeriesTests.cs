using GcWatch.Agent.Rules;
using GcWatch.Exporters.Tests;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>
/// What all recording rules keep of two services of two pods each, after an hour. The number of recorded series follows the services
/// and never the pods: docs/scale.md reckons with it.
/// </summary>
public sealed class RecordedSeriesTests
{
    private const string Recorded = """{__name__=~"(gcwatch|slo):.+|sloth_slo_info"}""";

    /// <summary>-ruler.max-rules-per-rule-group</summary>
    private const int MostRulesOfAGroup = 20;

    private static readonly string[] Promises = ["""slo="gc-pause", tier="gold", """, """slo="heap-growth", tier="silver", """, """slo="alloc-burst", tier="bronze", """];
    private static readonly string[] Results = ["good", "bad", "unknown"];
    private static readonly string[] Generations = ["gen0", "gen1", "gen2"];

    private static readonly string[] ByGeneration =
    [
        """dotnet_gc_collections_total{gc_reason="alloc_small", gc_pause_type="blocking", """, """dotnet_gc_collections_total{gc_reason="induced", gc_pause_type="blocking", """,
        "gcwatch_gc_survival_ratio{", "dotnet_gc_last_collection_heap_fragmentation_size_bytes{", "dotnet_gc_last_collection_heap_size_bytes{",
    ];

    [Fact]
    public void No_group_has_more_rules_than_Mimir_takes_unless_told_otherwise()
    {
        RuleSettings settings = RuleOutputTests.Settings("{}");
        RuleGroup[] groups =
        [
            .. SloRecordings.Groups(settings), BurnAlerts.Group(settings), DecisionAlerts.Group(settings), MetaAlerts.Group(settings),
            .. HistoryRules.Groups(settings), FallbackRules.Group(settings),
        ];
        Assert.All(groups, group => Assert.InRange(group.Rules.Length, 1, MostRulesOfAGroup));
    }

    [Fact]
    public async Task A_service_has_a_hundred_and_nine_recorded_series_and_none_is_of_a_pod()
    {
        using var folder = new TemporaryFolder();
        foreach (WrittenFile file in RuleFiles.Prometheus(RuleOutputTests.Settings("{}"))) await File.WriteAllTextAsync(folder.PathOf(file.Name), file.Text);
        string story = folder.PathOf("story.yml");
        await File.WriteAllTextAsync(story, $$"""
            rule_files: ['*.rules.yml']
            evaluation_interval: 30s
            tests:
              - interval: 1m
                input_series:
            {{string.Join('\n', Series())}}
                promql_expr_test:
                  - expr: 'count by (service, pod, process, instance, agent) ({{Recorded}})'
                    eval_time: 1h
                    exp_samples: [{ labels: '{service="cart"}', value: 109 }, { labels: '{service="shop"}', value: 109 }]

            """);
        (int exitCode, string said) = await Promtool.RunAsync("", "test", "rules", story);
        Assert.True(exitCode == 0, said);
    }

    private static IEnumerable<string> Series() =>
        from service in new[] { "cart", "shop" }
        from pod in new[] { $"{service}-1", $"{service}-2" }
        from family in Read()
        let labels = $"agent=\"gcwatch\", instance=\"{pod}:9464\", namespace=\"web\", env=\"prod\", service=\"{service}\", pod=\"{pod}\", process=\"app-1\""
        select $"      - {{ series: '{family}{labels}}}', values: '1+7x65' }}";

    /// <summary>All that the recording rules read of a process.</summary>
    private static IEnumerable<string> Read() =>
    [
        .. from result in Results select $"gcwatch_slo_events_total{{{Promises[0]}result=\"{result}\", ",
        .. from promise in Promises[1..] from result in Results select $"gcwatch_slo_slices_total{{{promise}result=\"{result}\", ",
        .. from promise in Promises select $"gcwatch_slo_objective_ratio{{{promise}",
        .. from rank in new[] { "0.5", "0.99" } select $"gcwatch_gc_pause_quantile_seconds{{q=\"{rank}\", window=\"1m\", ",
        .. from generation in Generations from family in ByGeneration select $"{family}gc_heap_generation=\"{generation}\", ",
        "dotnet_gc_heap_total_allocated_bytes_total{", "gcwatch_gc_live_heap_bytes{", "gcwatch_gc_next_trigger_heap_bytes{",
    ];
}
