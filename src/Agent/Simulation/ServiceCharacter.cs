namespace GcWatch.Agent.Simulation;

/// <summary>What sets one simulated service apart from another (parameters: docs/detection.md).</summary>
internal sealed record ServiceCharacter
{
    public ServiceCharacter(Chance chance)
    {
        Season = chance.Uniform(0.2, 0.8);
        PeakHour = chance.Uniform(0, 24);
        Weekend = chance.Uniform(0.4, 0.9);
        Allocation = chance.LogUniform(2e6, 200e6);
        AllocationNoise = chance.Uniform(0.10, 0.25);
        Heap = chance.LogUniform(50e6, 2e9);
        HeapByLoad = chance.Uniform(0.1, 0.5);
        Pause = chance.LogUniform(0.001, 0.02);
        PauseNoise = chance.Uniform(0.12, 0.27);
        MinutesBetweenGen2 = chance.LogUniform(1, 60);
    }

    /// <summary>a: amplitude of the day.</summary>
    public double Season { get; }

    /// <summary>φ, shifted so that the sine peaks here.</summary>
    public double PeakHour { get; }

    /// <summary>w: load on Saturdays and Sundays.</summary>
    public double Weekend { get; }

    /// <summary>A, bytes per second.</summary>
    public double Allocation { get; }

    public double AllocationNoise { get; }

    /// <summary>H, bytes.</summary>
    public double Heap { get; }

    /// <summary>c. The design gives no range: 0.1–0.5 is ours.</summary>
    public double HeapByLoad { get; }

    /// <summary>P, seconds.</summary>
    public double Pause { get; }

    public double PauseNoise { get; }

    public double MinutesBetweenGen2 { get; }
}
