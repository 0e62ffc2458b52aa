using System.Collections.Immutable;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>
/// The hourly quartiles that the agents' baselines are loaded from: 720 points a series a month. Of each process first, then the median of
/// the processes: never a sum, and never the spread between processes.
/// </summary>
internal static class HistoryRules
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly ImmutableArray<string> Quartiles = ["25", "50", "75"];

    /// <summary>
    /// What is learnt, by the label signal, in the units of the agent's own baselines; in groups, as Mimir takes 20 rules a group unless told
    /// otherwise. The quartiles of one signal are in one group, and so have one timestamp.
    /// </summary>
    private static readonly ImmutableArray<(string Group, ImmutableArray<(string Signal, string Vector, bool IsExpression)> Signals)> Parts =
    [
        ("pauses",
        [
            ("pause_p50", "gcwatch_gc_pause_quantile_seconds{q=\"0.5\", window=\"1m\"}", false),
            ("pause_p99", "gcwatch_gc_pause_quantile_seconds{q=\"0.99\", window=\"1m\"}", false),
        ]),
        ("heap",
        [
            ("allocation_rate", "rate(dotnet_gc_heap_total_allocated_bytes_total[RANGE])", true),
            ("live_heap", "gcwatch_gc_live_heap_bytes", false),
            ("trigger_heap", "gcwatch_gc_next_trigger_heap_bytes", false),
            ("trigger_heap_slope", "3600 * deriv(gcwatch_gc_next_trigger_heap_bytes[HOUR]) / gcwatch_gc_next_trigger_heap_bytes", true),
            ("fragmentation", "sum without (gc_heap_generation) (dotnet_gc_last_collection_heap_fragmentation_size_bytes) / sum without (gc_heap_generation) (dotnet_gc_last_collection_heap_size_bytes)", true),
        ]),
        ("generations",
        [
            ("gen0_rate", Collections("gen0"), true),
            ("gen1_rate", Collections("gen1"), true),
            ("gen2_rate", Collections("gen2"), true),
            ("survival_gen0", "gcwatch_gc_survival_ratio{gc_heap_generation=\"gen0\"}", false),
            ("survival_gen1", "gcwatch_gc_survival_ratio{gc_heap_generation=\"gen1\"}", false),
            ("survival_gen2", "gcwatch_gc_survival_ratio{gc_heap_generation=\"gen2\"}", false),
        ]),
    ];

    public static IEnumerable<RuleGroup> Groups(RuleSettings settings) => Parts.Select(part => new RuleGroup(
        $"gcwatch-history-{part.Group}",
        settings.Time.Wait(Hour),
        [.. from signal in part.Signals from quartile in Quartiles select Quartile(signal, quartile, settings.Time)]));

    private static Recording Quartile((string Signal, string Vector, bool IsExpression) signal, string quartile, RuleTime time)
    {
        string step = time.Range(TimeSpan.FromMinutes(1));
        string hour = time.Range(Hour);
        string vector = signal.Vector.Replace("RANGE", time.Range(TimeSpan.FromMinutes(5)), StringComparison.Ordinal)
            .Replace("HOUR", hour, StringComparison.Ordinal);
        string window = signal.IsExpression ? $"({vector})[{hour}:{step}]" : $"{vector}[{hour}]";
        return new Recording(
            $"gcwatch:history:q{quartile}",
            $"quantile by ({RuleSettings.Key}) (0.5, quantile_over_time(0.{quartile}, {window}))",
            new RuleText("signal", signal.Signal));
    }

    private static string Collections(string generation) =>
        $"60 * sum without (gc_reason, gc_pause_type, gc_heap_generation) (rate(dotnet_gc_collections_total{{gc_heap_generation=\"{generation}\"}}[RANGE]))";
}
