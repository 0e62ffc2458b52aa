using System.Collections.Frozen;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using OpenTelemetry.Metrics;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// How many series an instrument of one target can have. The SDK allocates that many points for each instrument at once, 2,000 unless
/// told otherwise: some 200 KB an instrument, 5 MB a target. What comes above the limit ends up in an overflow series.
/// </summary>
internal static class SeriesLimits
{
    /// <summary>For a label that has no line below.</summary>
    private const int Unlisted = 16;

    /// <summary>
    /// The most values that each label can have. A target's name and pid are fixed; its runtime's version may be learnt late. Reasons
    /// are those of suspensions, or those why a target is down.
    /// </summary>
    private static readonly FrozenDictionary<string, int> MostValues = new Dictionary<string, int>
    {
        ["gc_heap_generation"] = Enum.GetValues<GcGeneration>().Length + 1,
        ["gc_reason"] = GcReasons.SeriesLabels,
        ["gc_pause_type"] = 2,
        ["part"] = 3,
        ["q"] = 5,
        ["window"] = 3,
        ["reason"] = 24,
        ["state"] = TargetConditions.All.Length,
        ["result"] = 3,
        ["source"] = 2,
        ["kind"] = 2,
        ["scope"] = 2,
        ["name"] = 1,
        ["pid"] = 1,
        ["runtime_version"] = 2,
        ["version"] = 1,
        ["slo"] = MetricCatalog.MostPromises,
        // A promise has one.
        ["tier"] = 1,
        ["rule"] = AlertDefinition.All.Length,
        ["signal"] = BaselineSignals.All.Length,
        ["cause"] = AllocationCauses.All.Count,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, MetricStreamConfiguration> Configurations =
        MetricCatalog.All.AddRange(MetricCatalog.Agent).ToFrozenDictionary(
            metric => metric.Name, metric => new MetricStreamConfiguration { CardinalityLimit = Of(metric) });

    public static bool IsListed(string label) => MostValues.ContainsKey(label);

    public static int Of(MetricDefinition metric) => metric.MostSeries ?? metric.Labels.Aggregate(1, (product, label) => product * MostValues.GetValueOrDefault(label, Unlisted));

    /// <summary>For <c>AddView</c>.</summary>
    public static MetricStreamConfiguration? For(string instrument) => Configurations.GetValueOrDefault(instrument);
}
