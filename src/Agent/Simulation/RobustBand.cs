namespace GcWatch.Agent.Simulation;

/// <summary>
/// The strategy "robust": the median of the last hour against the median of a day plus the larger of twice its median absolute deviation and
/// half of it, or the same hour of yesterday and of a week ago with theirs. The day's medians go by every fifth minute.
/// </summary>
internal sealed class RobustBand : IBand
{
    private const double Multiplier = 2;
    private const double Margin = 0.5;
    private const int Every = 5;
    private const int DayAgo = (23 * 60) + 45;
    private const int WeekAgo = (167 * 60) + 45;

    private readonly MovingMedian hour = new(60);
    private readonly MovingMedian hourDeviation = new(60);
    private readonly MovingMedian day = new(1440 / Every);
    private readonly MovingMedian dayDeviation = new(1440 / Every);
    private readonly Past past = new(WeekAgo + 1);
    private int minute;

    public bool Advance(double value)
    {
        hour.Put(value);
        hourDeviation.Put(Math.Abs(value - hour.Value));
        past.Put(hour.Value + (Multiplier * hourDeviation.Value));
        if (minute++ % Every == 0)
        {
            day.Put(value);
            dayDeviation.Put(Math.Abs(value - day.Value));
        }

        double band = Math.Max(day.Value * (1 + Margin), day.Value + (Multiplier * dayDeviation.Value));
        return hour.Value > Math.Max(band, Math.Max(past.Ago(DayAgo), past.Ago(WeekAgo)));
    }
}
