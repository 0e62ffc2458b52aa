using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>
/// The variables that set the GC of a process up (learn.microsoft.com/dotnet/core/runtime-config/garbage-collector). Numbers in them are
/// hexadecimal.
/// </summary>
public static class GcVariables
{
    /// <summary>The older prefix still counts where the newer one is not set.</summary>
    public static readonly ImmutableArray<string> Prefixes = ["DOTNET_", "COMPlus_"];

    private static readonly ImmutableArray<string> Settings =
    [
        "gcServer", "gcConcurrent", "GCHeapCount", "GCHeapAffinitizeMask", "GCNoAffinitize", "GCDynamicAdaptationMode", "GCConserveMemory",
        "GCHeapHardLimit", "GCHeapHardLimitPercent", "GCgen0size", "GCLOHThreshold", "GCRetainVM", "PROCESSOR_COUNT",
    ];

    /// <summary>All by their full names: no other variable of a target is read, as they may be secrets.</summary>
    public static readonly ImmutableArray<string> Names = [.. Prefixes.SelectMany(prefix => Settings.Select(setting => prefix + setting))];
}
