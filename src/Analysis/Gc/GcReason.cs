namespace GcWatch.Analysis.Gc;

/// <summary>
/// Why a cycle ran: GCStart's <c>Reason</c>. Numbers and names are the runtime's
/// (dotnet/runtime src/coreclr/gc/gcinterface.h, <c>gc_reason</c>); anything else is <see cref="Unknown"/>.
/// </summary>
public enum GcReason
{
    Unknown = -1,
    AllocSmall = 0,
    Induced = 1,
    LowMemory = 2,
    Empty = 3,
    AllocLarge = 4,
    OutOfSpaceSOH = 5,
    OutOfSpaceLOH = 6,
    InducedNotForced = 7,
    Internal = 8,
    InducedLowMemory = 9,
    InducedCompacting = 10,
    LowMemoryHost = 11,
    PMFullGC = 12,
    LowMemoryHostBlocking = 13,
    BgcTuningSOH = 14,
    BgcTuningLOH = 15,
    BgcStepping = 16,
    InducedAggressive = 17,
}

public static class GcReasons
{
    /// <summary>The label value of <c>gc_reason</c>: the runtime's name in snake case.</summary>
    public static string Label(this GcReason reason) => reason switch
    {
        GcReason.AllocSmall => "alloc_small",
        GcReason.Induced => "induced",
        GcReason.LowMemory => "low_memory",
        GcReason.Empty => "empty",
        GcReason.AllocLarge => "alloc_large",
        GcReason.OutOfSpaceSOH => "out_of_space_soh",
        GcReason.OutOfSpaceLOH => "out_of_space_loh",
        GcReason.InducedNotForced => "induced_not_forced",
        GcReason.Internal => "internal",
        GcReason.InducedLowMemory => "induced_low_memory",
        GcReason.InducedCompacting => "induced_compacting",
        GcReason.LowMemoryHost => "low_memory_host",
        GcReason.PMFullGC => "pm_full_gc",
        GcReason.LowMemoryHostBlocking => "low_memory_host_blocking",
        GcReason.BgcTuningSOH => "bgc_tuning_soh",
        GcReason.BgcTuningLOH => "bgc_tuning_loh",
        GcReason.BgcStepping => "bgc_stepping",
        GcReason.InducedAggressive => "induced_aggressive",
        _ => "unknown",
    };

    /// <summary>As <see cref="Label"/>, but those that hardly any process ever sees share one: each would be four series.</summary>
    public static string SeriesLabel(this GcReason reason) => reason switch
    {
        GcReason.AllocSmall or GcReason.AllocLarge or GcReason.LowMemory or GcReason.OutOfSpaceSOH or GcReason.OutOfSpaceLOH => reason.Label(),
        GcReason.Induced or GcReason.InducedNotForced or GcReason.InducedCompacting or GcReason.InducedAggressive => reason.Label(),
        _ => "other",
    };

    /// <summary>How many different <see cref="SeriesLabel"/>s there are.</summary>
    public static int SeriesLabels { get; } = Enum.GetValues<GcReason>().Select(SeriesLabel).Distinct().Count();

    /// <summary>True where somebody called <c>GC.Collect</c> or its kin.</summary>
    public static bool IsInduced(this GcReason reason) => reason is
        GcReason.Induced or GcReason.InducedNotForced or GcReason.InducedLowMemory
        or GcReason.InducedCompacting or GcReason.InducedAggressive;
}
