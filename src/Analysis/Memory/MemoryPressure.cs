namespace GcWatch.Analysis.Memory;

/// <summary>How much time was lost for want of memory: the kernel's pressure stall figures, means over ten seconds.</summary>
/// <param name="SomeShare">The share of time in which at least one task waited for memory, 0–1.</param>
/// <param name="FullShare">The share of time in which all tasks did, 0–1.</param>
/// <param name="Scope">Whose tasks.</param>
public sealed record MemoryPressure(double SomeShare, double FullShare, PressureScope Scope);

public enum PressureScope
{
    /// <summary>Those of the control group (version 2).</summary>
    Cgroup,

    /// <summary>Those of the whole machine: control groups of version 1 have no figures of their own.</summary>
    Machine,
}

public static class PressureScopes
{
    /// <summary>As in the label <c>scope</c>.</summary>
    public static string Label(this PressureScope scope) => scope switch
    {
        PressureScope.Cgroup => "cgroup",
        PressureScope.Machine => "machine",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "not one of the closed set"),
    };
}
