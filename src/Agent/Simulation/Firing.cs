namespace GcWatch.Agent.Simulation;

/// <summary>What a detector says is wrong in one minute.</summary>
[Flags]
internal enum Firing
{
    None = 0,
    Heap = 1,
    Allocation = 2,
    Pause = 4,
}
