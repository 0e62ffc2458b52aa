namespace GcWatch.Analysis.Baselines;

/// <summary>The last minutes of one signal: how many were hot, and how far they lay from the centre on average.</summary>
/// <param name="minutes">How many count.</param>
internal sealed class HotWindow(int minutes)
{
    /// <summary>A single wild minute counts for no more than this in the mean.</summary>
    private const double LargestZScore = 6;

    private readonly bool[] hot = new bool[minutes];
    private readonly double[] zScores = new double[minutes];
    private readonly double[] residuals = new double[minutes];
    private int next;
    private DateTimeOffset last;

    public int HotMinutes { get; private set; }

    public int Count { get; private set; }

    public double MeanResidual { get; private set; }

    /// <summary>Takes the next minute; after a silence longer than the window it begins anew.</summary>
    public void Put(DateTimeOffset minute, bool isHot, double zScore, double residual)
    {
        if (minute - last > TimeSpan.FromMinutes(minutes)) Clear();
        last = minute;
        if (hot[next]) HotMinutes--;
        if (isHot) HotMinutes++;
        hot[next] = isHot;
        zScores[next] = Math.Clamp(zScore, -LargestZScore, LargestZScore);
        residuals[next] = residual;
        next = (next + 1) % minutes;
        Count = Math.Min(Count + 1, minutes);
        MeanResidual = residuals.Sum() / minutes;
    }

    public void Clear()
    {
        Array.Clear(hot);
        Array.Clear(zScores);
        Array.Clear(residuals);
        (next, Count, HotMinutes, MeanResidual) = (0, 0, 0, 0);
    }

    /// <summary>By count, or by a mean to which the empty places of a young window count nothing.</summary>
    public bool Fires(HotRule rule) =>
        HotMinutes >= rule.HotMinutes
        || (zScores.Sum() / minutes > rule.SustainedZScore && Math.Exp(MeanResidual) > rule.SustainedRatio);
}
