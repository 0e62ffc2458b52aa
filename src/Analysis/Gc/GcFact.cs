namespace GcWatch.Analysis.Gc;

/// <summary>Something now certain about the target: a closed set.</summary>
public abstract record GcFact
{
    /// <summary>A suspension is over.</summary>
    public sealed record SuspensionOver(Suspension Suspension) : GcFact;

    /// <summary>A cycle is complete: its pause and its heap are known.</summary>
    public sealed record CycleComplete(GcCycle Cycle) : GcFact;

    /// <summary>The allocation counter was read.</summary>
    public sealed record AllocationRead(AllocationReading Reading) : GcFact;
}
