using System.Collections.Immutable;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>Sampled allocations: part of <see cref="MetricCatalog.All"/>.</summary>
public static class AllocationMetrics
{
    public static readonly MetricDefinition SampledBytes = new(
        "gcwatch.allocation.sampled", "gcwatch_allocation_sampled_bytes_total", Counter, "By",
        "Bytes allocated while allocations were sampled, by cause, estimated from the samples; absent where nothing is ever sampled.", ["cause"]);

    public static readonly MetricDefinition SampledTime = new(
        "gcwatch.allocation.sampled_time", "gcwatch_allocation_sampled_seconds_total", Counter, "s",
        "For how long allocations were sampled: what the bytes are to be divided by.", []);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All = [SampledBytes, SampledTime];
}
