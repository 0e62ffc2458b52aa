namespace GcWatch.Analysis.Baselines;

/// <summary>One signal's quartiles over the minutes of one hour, on the signal's logarithmic scale.</summary>
/// <param name="Q25">First quartile.</param>
/// <param name="Q50">Median.</param>
/// <param name="Q75">Third quartile.</param>
public readonly record struct HourQuartiles(double Q25, double Q50, double Q75)
{
    /// <param name="values">One a minute; sorted in place; not empty.</param>
    public static HourQuartiles Of(Span<float> values)
    {
        values.Sort();
        return new HourQuartiles(At(values, 0.25), At(values, 0.5), At(values, 0.75));
    }

    /// <summary>From values in the signal's own unit, as a Prometheus server keeps them: a logarithm keeps the order, so quartiles stay quartiles.</summary>
    public static HourQuartiles Of(BaselineSignal signal, double q25, double q50, double q75) =>
        new(signal.ToLog(q25), signal.ToLog(q50), signal.ToLog(q75));

    public HourQuartiles Minus(double shift) => new(Q25 - shift, Q50 - shift, Q75 - shift);

    private static double At(ReadOnlySpan<float> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
