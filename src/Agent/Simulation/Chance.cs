namespace GcWatch.Agent.Simulation;

/// <summary>
/// Random numbers that are the same for a seed on every machine and runtime: SplitMix64 (Steele, Lea, Flood 2014), and normal deviates by
/// the polar method (Marsaglia, Bray 1964).
/// </summary>
internal sealed class Chance
{
    private ulong state;
    private double spare = double.NaN;

    public Chance(int seed, int stream)
    {
        state = ((ulong)(uint)seed << 32) | (uint)stream;
        for (int warm = 0; warm < 4; warm++) Next();
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    public double LogUniform(double from, double to) => Math.Exp(Uniform(Math.Log(from), Math.Log(to)));

    /// <summary>Mean 0, variance 1.</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            double kept = spare;
            spare = double.NaN;
            return kept;
        }

        double u, v, square;
        do
        {
            (u, v) = (Uniform(-1, 1), Uniform(-1, 1));
            square = (u * u) + (v * v);
        }
        while (square is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spare = v * factor;
        return u * factor;
    }

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
