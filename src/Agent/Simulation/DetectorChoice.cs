namespace GcWatch.Agent.Simulation;

/// <summary>A detector by its name on the command line.</summary>
/// <param name="Name">Of <c>--detector</c>, and in the table.</param>
/// <param name="Create">A new one for each service.</param>
internal sealed record DetectorChoice(string Name, Func<IMinuteDetector> Create)
{
    public static readonly DetectorChoice[] All =
    [
        new("ours", () => new OurDetector()),
        new("heap-over-trigger", () => new HeapOverTriggerDetector()),
        new("static", () => new StaticMultiplesDetector()),
        new("grafana-adaptive", () => new GrafanaDetector(() => new AdaptiveBand())),
        new("grafana-robust", () => new GrafanaDetector(() => new RobustBand())),
    ];
}
