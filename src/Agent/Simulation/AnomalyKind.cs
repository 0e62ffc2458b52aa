namespace GcWatch.Agent.Simulation;

/// <summary>What can be wrong with a service, and what an alert says is wrong.</summary>
internal enum AnomalyKind
{
    /// <summary>The live heap grows, or is far larger than usual.</summary>
    Leak,

    /// <summary>Far more is allocated than usual.</summary>
    Burst,

    /// <summary>Pauses are far longer than usual.</summary>
    Pause,
}
