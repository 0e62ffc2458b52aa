namespace GcWatch.Analysis.Gc;

/// <summary>
/// Why the runtime stopped its threads: GCSuspendEEBegin's <c>Reason</c>. A list, never flags: read as flags, a debugger
/// stop (5) would count as a GC pause (1 | 4). Numbers are the runtime's (src/coreclr/vm/ClrEtwAll.man, GCSuspendEEReasonMap).
/// </summary>
public enum SuspensionReason
{
    Unknown = -1,
    Other = 0,

    /// <summary>For a collection: a blocking cycle, or the first stop of a background one.</summary>
    ForGC = 1,
    ForAppDomainShutdown = 2,
    ForCodePitching = 3,
    ForShutdown = 4,
    ForDebugger = 5,

    /// <summary>For the later stop of a background cycle.</summary>
    ForGCPrep = 6,
    ForDebuggerSweep = 7,
}

public static class SuspensionReasons
{
    /// <summary>True for the two reasons whose time is a GC pause.</summary>
    public static bool IsGc(this SuspensionReason reason) => reason is SuspensionReason.ForGC or SuspensionReason.ForGCPrep;

    /// <summary>The label value of <c>reason</c>: the runtime's name in snake case.</summary>
    public static string Label(this SuspensionReason reason) => reason switch
    {
        SuspensionReason.Other => "other",
        SuspensionReason.ForGC => "gc",
        SuspensionReason.ForAppDomainShutdown => "app_domain_shutdown",
        SuspensionReason.ForCodePitching => "code_pitching",
        SuspensionReason.ForShutdown => "shutdown",
        SuspensionReason.ForDebugger => "debugger",
        SuspensionReason.ForGCPrep => "gc_prep",
        SuspensionReason.ForDebuggerSweep => "debugger_sweep",
        _ => "unknown",
    };
}
