namespace GcWatch.Agent.Simulation;

/// <summary>
/// The strategy "adaptive": the mean of the last hour plus the larger of twice the standard deviation (where it is more than half the mean,
/// over 26 hours) and half of the mean, or the same hour of yesterday and of a week ago plus twice their standard deviation.
/// </summary>
internal sealed class AdaptiveBand : IBand
{
    private const double Multiplier = 2;
    private const double Margin = 0.5;
    private const double LeastVariation = 0.5;
    private const int DayAgo = (23 * 60) + 30;
    private const int WeekAgo = (167 * 60) + 30;

    private readonly MovingMoments hour = new(60);
    private readonly MovingMoments wild = new(26 * 60);
    private readonly Past past = new(WeekAgo + 1);

    public bool Advance(double value)
    {
        hour.Put(value);
        (double mean, double deviation) = (hour.Mean, hour.Deviation);
        wild.Put(deviation > LeastVariation * mean ? deviation : double.NaN);
        past.Put(mean + (Multiplier * deviation));
        double band = mean * (1 + Margin);
        if (wild.Count > 0) band = Math.Max(band, mean + (Multiplier * wild.Mean));
        return value > Math.Max(band, Math.Max(past.Ago(DayAgo), past.Ago(WeekAgo)));
    }
}
