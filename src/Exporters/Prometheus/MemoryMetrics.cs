using System.Collections.Immutable;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The memory of a target's container against that of its GC: part of <see cref="MetricCatalog.All"/>.</summary>
public static class MemoryMetrics
{
    public static readonly MetricDefinition WorkingSet = new(
        "gcwatch.memory.working_set", "gcwatch_memory_working_set_bytes", Gauge, "By",
        "Memory in use: cgroup, by the kernel, of the whole container without inactive file pages; runtime, by the runtime, of its process, in whole megabytes.",
        ["source"]);

    public static readonly MetricDefinition Limit = new(
        "gcwatch.memory.limit", "gcwatch_memory_limit_bytes", Gauge, "By", "The memory limit of the target's container, or the one configured.", []);

    public static readonly MetricDefinition Native = new(
        "gcwatch.memory.native", "gcwatch_memory_native_bytes", Gauge, "By",
        "What is left of the working set without the GC's committed memory and its bookkeeping.", []);

    public static readonly MetricDefinition Deviation = new(
        "gcwatch.memory.deviation", "gcwatch_memory_deviation_ratio", Gauge, "1",
        "How far the working set is from the GC's committed memory and what was beside it at first, as a share of the working set.", []);

    public static readonly MetricDefinition LimitEta = new(
        "gcwatch.memory.limit.eta", "gcwatch_memory_limit_eta_seconds", Gauge, "s",
        "Time until the working set reaches the limit if it grows on as in the last hour; absent while it does not grow.", []);

    public static readonly MetricDefinition Kills = new(
        "gcwatch.memory.oom_kills", "gcwatch_memory_oom_kills_total", Counter, "{kill}",
        "Processes of the target's container that the kernel has killed for its memory.", []);

    public static readonly MetricDefinition Pressure = new(
        "gcwatch.memory.pressure", "gcwatch_memory_pressure_ratio", Gauge, "1",
        "Share of time over ten seconds in which some or all tasks waited for memory: of the target's container, or of the machine.", ["kind", "scope"]);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All = [WorkingSet, Limit, Native, Deviation, LimitEta, Kills, Pressure];
}
