namespace GcWatch.Agent.Simulation;

/// <summary>
/// A busy day for a good reason: the load rises by a fifth to seven tenths for some hours, twice in a simulation. No anomaly. The design
/// names promotions without parameters: these are ours.
/// </summary>
internal sealed class Promotions
{
    private const double RampMinutes = 30;

    private readonly double[] starts;
    private readonly double[] lengths;
    private readonly double[] heights;

    public Promotions(Chance chance, long first, long minutes)
    {
        starts = [first + chance.Uniform(0, minutes), first + chance.Uniform(0, minutes)];
        lengths = [chance.Uniform(120, 360), chance.Uniform(120, 360)];
        heights = [chance.Uniform(0.2, 0.7), chance.Uniform(0.2, 0.7)];
    }

    /// <summary>Multiple of the load.</summary>
    public double At(long minute)
    {
        double factor = 1;
        for (int at = 0; at < starts.Length; at++)
        {
            double inside = Math.Min(minute - starts[at], starts[at] + lengths[at] - minute);
            factor += heights[at] * Math.Clamp(inside / RampMinutes, 0, 1);
        }

        return factor;
    }
}
