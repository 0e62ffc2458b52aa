using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// Every metric that the agent has. Raw signals use the field's own names (OpenTelemetry and .NET's System.Runtime meter); derived
/// ones are gcwatch_*. docs/metrics.md is generated from this list.
/// </summary>
public static class MetricCatalog
{
    /// <summary>More promises for one service are refused: each has some 14 series a target.</summary>
    public const int MostPromises = 4;

    /// <summary>Labels of every series of a target; <c>agent</c> is a constant.</summary>
    public static readonly ImmutableArray<string> CommonLabels = ["agent", "service", "env", "namespace", "pod", "process"];

    public static readonly MetricDefinition PauseDuration = new(
        "dotnet.gc.pause.duration", "dotnet_gc_pause_duration_seconds", Histogram, "s",
        "How long all threads stood still for the GC, once for each suspension, from the wish to stop them until they run again.",
        ["gc_heap_generation", "gc_pause_type"]);

    public static readonly MetricDefinition Collections = new(
        "dotnet.gc.collections", "dotnet_gc_collections_total", Counter, "{collection}",
        "Collections, each counted once under the oldest generation that it collected; rare reasons share the label other.",
        ["gc_heap_generation", "gc_reason", "gc_pause_type"])
    {
        // Three generations can be condemned; only a gen2 runs in the background.
        MostSeries = 4 * GcReasons.SeriesLabels,
    };

    public static readonly MetricDefinition PauseTime = new(
        "dotnet.gc.pause.time", "dotnet_gc_pause_time_seconds_total", Counter, "s",
        "Time that all threads stood still for the GC; the runtime's own counter leaves the restart of the threads out.", []);

    public static readonly MetricDefinition Allocated = new(
        "dotnet.gc.heap.total_allocated", "dotnet_gc_heap_total_allocated_bytes_total", Counter, "By",
        "Bytes allocated: since the agent attached.", []);

    public static readonly MetricDefinition HeapSize = new(
        "dotnet.gc.last_collection.heap.size", "dotnet_gc_last_collection_heap_size_bytes", Gauge, "By",
        "Size of each generation after the last collection, free space included.", ["gc_heap_generation"]);

    public static readonly MetricDefinition Fragmentation = new(
        "dotnet.gc.last_collection.heap.fragmentation.size", "dotnet_gc_last_collection_heap_fragmentation_size_bytes", Gauge, "By",
        "Free space inside each generation after the last collection.", ["gc_heap_generation"]);

    public static readonly MetricDefinition Committed = new(
        "dotnet.gc.last_collection.memory.committed_size", "dotnet_gc_last_collection_memory_committed_size_bytes", Gauge, "By",
        "Memory that the GC has committed for the heap, its own bookkeeping not included.", []);

    public static readonly MetricDefinition SuspendDuration = new(
        "gcwatch.gc.suspend.duration", "gcwatch_gc_suspend_duration_seconds", Histogram, "s",
        "The part of each GC suspension that it took to bring the threads to a stop.", []);

    public static readonly MetricDefinition PauseParts = new(
        "gcwatch.gc.pause.part", "gcwatch_gc_pause_part_seconds_total", Counter, "s",
        "The time of all GC suspensions by what it went into: stop the threads, work of the collector, restart them.", ["part"]);

    public static readonly MetricDefinition PausesDuringStall = new(
        "gcwatch.gc.pauses_during_stall", "gcwatch_gc_pauses_during_stall_total", Counter, "{suspension}",
        "GC suspensions during which the agent itself was not scheduled: the machine stood still, do not blame the GC.", []);

    public static readonly MetricDefinition Suspended = new(
        "gcwatch.suspended", "gcwatch_suspended_seconds", Gauge, "s",
        "How long all threads have been suspended now, for the GC or anything else; 0 without a reason while they run.", ["reason"]);

    public static readonly MetricDefinition Promoted = new(
        "gcwatch.gc.promoted", "gcwatch_gc_promoted_bytes_total", Counter, "By",
        "Bytes that collections found alive in each generation and kept.", ["gc_heap_generation"]);

    public static readonly MetricDefinition Survival = new(
        "gcwatch.gc.survival.ratio", "gcwatch_gc_survival_ratio", Gauge, "1",
        "Share of each generation's objects, by bytes, that survived the last collection of it.", ["gc_heap_generation"]);

    public static readonly MetricDefinition Budget = new(
        "gcwatch.gc.budget", "gcwatch_gc_budget_bytes", Gauge, "By",
        "How much may be allocated in each generation before its next collection is due.", ["gc_heap_generation"]);

    public static readonly MetricDefinition NextTrigger = new(
        "gcwatch.gc.next_trigger.heap", "gcwatch_gc_next_trigger_heap_bytes", Gauge, "By",
        "Heap size at which the next collection is due: size after the last one plus the gen0 budget.", []);

    public static readonly MetricDefinition Bookkeeping = new(
        "gcwatch.gc.bookkeeping", "gcwatch_gc_bookkeeping_bytes", Gauge, "By",
        "The collector's own memory, not part of the committed size.", []);

    public static readonly MetricDefinition PauseQuantile = new(
        "gcwatch.gc.pause.quantile", "gcwatch_gc_pause_quantile_seconds", Gauge, "s",
        "Quantiles of the GC suspensions that ended within the window, within 1 %; q = 1 is the exact maximum.", ["q", "window"]);

    public static readonly MetricDefinition LiveHeap = new(
        "gcwatch.gc.live_heap", "gcwatch_gc_live_heap_bytes", Gauge, "By",
        "Size less free space of all generations at the end of the last complete gen2 collection.", []);

    public static readonly MetricDefinition Gen2Age = new(
        "gcwatch.gc.last_gen2.age", "gcwatch_gc_last_gen2_age_seconds", Gauge, "s",
        "Time since the last complete gen2 collection.", []);

    public static readonly MetricDefinition OtherSuspensions = new(
        "gcwatch.other_suspensions", "gcwatch_other_suspensions_total", Counter, "{suspension}",
        "Suspensions for anything but the GC: never part of a pause.", ["reason"]);

    public static readonly MetricDefinition TargetUp = new(
        "gcwatch.target.up", "gcwatch_target_up", Gauge, "",
        "1 while events are being received from the target, else 0 with the reason.", ["reason"]);

    public static readonly MetricDefinition SessionState = new(
        "gcwatch.target.session.state", "gcwatch_target_session_state", Gauge, "",
        "How the session with the target stands: 1 for the state that it is in, 0 for the others.", ["state"]);

    public static readonly MetricDefinition TargetInfo = new(
        "gcwatch.target.info", "gcwatch_target_info", Gauge, "",
        "Always 1: what the target is.", ["name", "pid", "runtime_version"]);

    public static readonly MetricDefinition Events = new(
        "gcwatch.events", "gcwatch_events_total", Counter, "{event}",
        "Events received from the target.", []);

    public static readonly MetricDefinition EventsLost = new(
        "gcwatch.events.lost", "gcwatch_events_lost_total", Counter, "{event}",
        "Events lost before they reached the agent, by the transport's own count; certain only where numbers are missing as well.", []);

    public static readonly MetricDefinition EventsDropped = new(
        "gcwatch.events.dropped", "gcwatch_events_dropped_total", Counter, "{event}",
        "Events that the agent dropped because its queue was full.", []);

    public static readonly MetricDefinition NumberGaps = new(
        "gcwatch.gc.number_gaps", "gcwatch_gc_number_gaps_total", Counter, "{collection}",
        "Collections that must have run unseen: jumps in the runtime's consecutive numbers.", []);

    public static readonly MetricDefinition UnpairedEvents = new(
        "gcwatch.events.unpaired", "gcwatch_events_unpaired_total", Counter, "{event}",
        "Events whose counterpart was never seen; a few at attach are ordinary.", []);

    public static readonly MetricDefinition LastEventAge = new(
        "gcwatch.last_event.age", "gcwatch_last_event_age_seconds", Gauge, "s",
        "Time since the last event from the target; it sends one each second at least.", []);

    public static readonly MetricDefinition QueueDepth = new(
        "gcwatch.queue.depth.events", "gcwatch_queue_depth_events", Gauge, "{event}",
        "Events that wait in the agent between the target's reader and its model.", []);

    public static readonly MetricDefinition SloEvents = new(
        "gcwatch.slo.events", "gcwatch_slo_events_total", Counter, "{event}",
        "What a promise counts one by one (suspensions): good, bad, or not known. All are there from the attach on.", ["slo", "tier", "result"]);

    public static readonly MetricDefinition SloSlices = new(
        "gcwatch.slo.slices", "gcwatch_slo_slices_total", Counter, "{slice}",
        "Slices of time that a promise judges as a whole: good, bad, or not known. All are there from the attach on.", ["slo", "tier", "result"]);

    public static readonly MetricDefinition SloObjective = new(
        "gcwatch.slo.objective", "gcwatch_slo_objective_ratio", Gauge, "1", "The share that is promised to be good.", ["slo", "tier"]);

    public static readonly MetricDefinition SloCoverage = new(
        "gcwatch.slo.coverage", "gcwatch_slo_coverage_seconds", Gauge, "s",
        "For how long since the attach the promise could be judged; a longer window has no burn rate.", ["slo", "tier"]);

    public static readonly MetricDefinition SloBurnRate = new(
        "gcwatch.slo.burn_rate", "gcwatch_slo_burn_rate", Gauge, "",
        "How many times too fast this process uses up the error budget, over the windows that the agent has really covered.", ["slo", "tier", "window"])
    {
        MostSeries = MostPromises * 7,
    };

    public static readonly MetricDefinition RuleFiring = new(
        "gcwatch.rule.firing", "gcwatch_rule_firing", Gauge, "",
        "1 while the agent's rule fires for the target, else 0; a rule that has too little to judge by is left out.", ["rule"]);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All =
    [
        PauseDuration, Collections, PauseTime, Allocated, HeapSize, Fragmentation, Committed, SuspendDuration,
        PauseParts, PausesDuringStall, Suspended,
        Promoted, Survival, Budget,
        NextTrigger, Bookkeeping, PauseQuantile, LiveHeap, Gen2Age, OtherSuspensions, TargetUp, SessionState, TargetInfo, Events, EventsLost,
        EventsDropped, NumberGaps, UnpairedEvents, LastEventAge, QueueDepth,
        SloEvents, SloSlices, SloObjective, SloCoverage, SloBurnRate, RuleFiring, .. MemoryMetrics.All, .. BaselineMetrics.All, .. AllocationMetrics.All, .. PoolMetrics.All,
    ];

    /// <summary>What the agent says of itself: without the common labels, but for <c>agent</c>.</summary>
    public static ImmutableArray<MetricDefinition> Agent => AgentMetrics.All;

    /// <summary>
    /// Upper bounds in seconds, dense where pauses are judged: 15 ms, the promise, is exactly one of them. On synthetic pause mixes
    /// the p99 from these is 0–6 % off, from OpenTelemetry's defaults 3–30 %.
    /// </summary>
    public static readonly ImmutableArray<double> PauseBoundaries =
    [
        .0001, .00025, .0005, .001, .002, .003, .005, .0075, .010, .015, .020, .025, .035, .050, .075, .100, .150, .250, .500, 1.0, 5.0,
    ];

    /// <summary>Upper bounds in seconds of the time to bring the threads to a stop: coarse, as no promise is made of it and each one is a series of every target.</summary>
    public static readonly ImmutableArray<double> StopBoundaries = [.0001, .0005, .001, .005, .015, .050, .100, .500, 1.0, 5.0];
}
