using System.Globalization;

namespace GcWatch.Agent.Rules;

/// <summary>
/// The durations of the rules, divided by the time scale: here and nowhere else. What becomes too short to hold a few scrapes, or for
/// Prometheus to evaluate, stays at a floor.
/// </summary>
/// <param name="scale">How many seconds of the rules pass in a second; 1 in earnest.</param>
internal sealed class RuleTime(double scale)
{
    private static readonly TimeSpan LeastRange = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>How far back an expression looks.</summary>
    public string Range(TimeSpan range) => Text(Scaled(range, LeastRange));

    /// <summary>How long a condition must hold, or how often a group is evaluated.</summary>
    public TimeSpan Wait(TimeSpan wait) => wait == TimeSpan.Zero ? wait : Scaled(wait, LeastWait);

    /// <summary>As Prometheus writes a duration, in its largest unit without a remainder: 90s, 5m, 3d.</summary>
    public static string Text(TimeSpan duration)
    {
        long milliseconds = Math.Max(1, (long)Math.Round(duration.TotalMilliseconds));
        (string unit, long size) = Units.First(entry => milliseconds % entry.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }

    private TimeSpan Scaled(TimeSpan duration, TimeSpan least)
    {
        TimeSpan scaled = duration / scale;
        return scaled < least && scale > 1 ? least : scaled;
    }
}
