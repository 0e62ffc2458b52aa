namespace GcWatch.Agent.Simulation;

/// <summary>AR(1) noise of variance 1: each minute is <paramref name="memory"/> of the one before and something new.</summary>
/// <param name="chance">Where the new comes from.</param>
/// <param name="memory">0 to 1.</param>
internal sealed class Wander(Chance chance, double memory)
{
    private readonly double fresh = Math.Sqrt(1 - (memory * memory));
    private double value = chance.Normal();

    public double Next() => value = (memory * value) + (fresh * chance.Normal());
}
