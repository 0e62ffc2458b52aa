namespace GcWatch.Analysis.Tests.Stories;

/// <summary>Short words for lengths of time.</summary>
internal static class Duration
{
    public static TimeSpan Ms(double count) => TimeSpan.FromMilliseconds(count);

    public static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Minutes(double count) => TimeSpan.FromMinutes(count);

    public static TimeSpan Sum(this IEnumerable<TimeSpan> durations) => durations.Aggregate(TimeSpan.Zero, (sum, next) => sum + next);
}
