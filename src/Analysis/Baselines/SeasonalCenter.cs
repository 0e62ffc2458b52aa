namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The usual value at each hour of the week: the median of the last four weeks' hourly medians. Where an hour was seen in fewer than two
/// weeks: the same hour of days of the same kind (working days, weekend), else of any day, else the median of all. Of just two weeks neither
/// can be told to be the odd one, so that the days of the same kind have a third vote.
/// </summary>
internal sealed class SeasonalCenter
{
    private const int Weeks = 4;

    private readonly float[] centers = new float[HourOfWeek.InWeek];

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
        Span<float> room = stackalloc float[Weeks * HourOfWeek.InWeek];
        double all = Median(medians, room, _ => true, 0, 1).Value;
        for (int hour = 0; hour < HourOfWeek.InWeek; hour++) centers[hour] = (float)Center(medians, room, hour, all);
    }

    private static double Center(ReadOnlySpan<float> medians, Span<float> room, int hour, double all)
    {
        (double weeks, int known) = Median(medians, room, _ => true, hour, HourOfWeek.InWeek);
        if (known > 2) return weeks;
        (double kind, int days) = Median(medians, room, other => HourOfWeek.IsWeekend(other) == HourOfWeek.IsWeekend(hour), hour % 24, 24);
        if (known == 2) return MiddleOf(medians, hour, kind);
        if (days > 0) return kind;
        (double day, int any) = Median(medians, room, _ => true, hour % 24, 24);
        return any > 0 ? day : all;
    }

    /// <summary>The middle one of the hour's two weeks and a third value.</summary>
    private static double MiddleOf(ReadOnlySpan<float> medians, int hour, double third)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int place = hour; place < medians.Length; place += HourOfWeek.InWeek)
        {
            if (!float.IsNaN(medians[place])) (least, most) = (Math.Min(least, medians[place]), Math.Max(most, medians[place]));
        }

        return Math.Clamp(third, least, most);
    }

    private static (double Value, int Known) Median(ReadOnlySpan<float> medians, Span<float> room, Func<int, bool> counts, int first, int step)
    {
        int found = 0;
        for (int place = first; place < medians.Length; place += step)
        {
            if (!float.IsNaN(medians[place]) && counts(place % HourOfWeek.InWeek)) room[found++] = medians[place];
        }

        return (found == 0 ? double.NaN : HourQuartiles.Of(room[..found]).Q50, found);
    }
}
