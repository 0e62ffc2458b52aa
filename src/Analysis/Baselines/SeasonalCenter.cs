namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The usual value at each hour of the week: the median of the last four weeks' hourly medians. Where an hour was seen in fewer than two
/// weeks: the same hour of days of the same kind (working days, weekend), else of any day, else the median of all.
/// </summary>
internal sealed class SeasonalCenter
{
    private const int Weeks = 4;

    private readonly double[] centers = new double[HourOfWeek.InWeek];
    private readonly float[] room = new float[Weeks * HourOfWeek.InWeek];

    /// <summary>Linear between the middles of neighbouring hours.</summary>
    public double At(DateTimeOffset moment)
    {
        double hours = ((moment.Minute + 0.5) / 60) - 0.5;
        int own = HourOfWeek.Of(HourOfWeek.Number(moment));
        int other = (own + (hours < 0 ? HourOfWeek.InWeek - 1 : 1)) % HourOfWeek.InWeek;
        return centers[own] + (Math.Abs(hours) * (centers[other] - centers[own]));
    }

    /// <summary>At the middle of an hour.</summary>
    public double At(long hour) => centers[HourOfWeek.Of(hour)];

    /// <param name="medians">672 hourly medians less the level, by <see cref="HourOfWeek.InCycle"/>; NaN where not learnt.</param>
    public void Learn(ReadOnlySpan<float> medians)
    {
        double all = Median(medians, _ => true, 0, 1);
        for (int hour = 0; hour < HourOfWeek.InWeek; hour++)
        {
            int own = hour;
            double center = Median(medians, _ => true, own, HourOfWeek.InWeek, atLeast: 2);
            if (double.IsNaN(center)) center = Median(medians, other => HourOfWeek.IsWeekend(other) == HourOfWeek.IsWeekend(own), own % 24, 24);
            if (double.IsNaN(center)) center = Median(medians, _ => true, own % 24, 24);
            centers[hour] = double.IsNaN(center) ? all : center;
        }
    }

    private double Median(ReadOnlySpan<float> medians, Func<int, bool> counts, int first, int step, int atLeast = 1)
    {
        int found = 0;
        for (int place = first; place < medians.Length; place += step)
        {
            if (!float.IsNaN(medians[place]) && counts(place % HourOfWeek.InWeek)) room[found++] = medians[place];
        }

        return found < atLeast ? double.NaN : HourQuartiles.Of(room.AsSpan(0, found)).Q50;
    }
}
