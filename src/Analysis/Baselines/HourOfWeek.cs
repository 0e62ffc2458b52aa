namespace GcWatch.Analysis.Baselines;

/// <summary>Hours counted since 1970, and their place in the week (UTC, Monday 00:00 is 0).</summary>
public static class HourOfWeek
{
    public const int InWeek = 168;

    // 1 January 1970 was a Thursday.
    private const int EpochOffset = 72;

    /// <summary>The number of the hour in which the moment lies.</summary>
    public static long Number(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 3600;

    /// <summary>0–167.</summary>
    public static int Of(long hour) => (int)((hour + EpochOffset) % InWeek);

    /// <summary>0–671: the place in a cycle of four weeks. Its remainder by 168 is the hour of the week.</summary>
    public static int InCycle(long hour) => (int)((hour + EpochOffset) % (4 * InWeek));

    public static bool IsWeekend(int hourOfWeek) => hourOfWeek >= 5 * 24;
}
