using System.Globalization;

namespace GcWatch.Analysis.Baselines;

/// <summary>What the leak detector says.</summary>
/// <param name="IsKnown">Enough gen2 collections have completed to say anything.</param>
/// <param name="IsFiring">The live heap grows steadily.</param>
/// <param name="Window">Over how long it was seen to.</param>
/// <param name="SlopePerHour">Growth per hour as a share of the heap: 0.03 is 3 %/h.</param>
/// <param name="Growth">Growth over the window as a share.</param>
/// <param name="Tau">Kendall's τ: 1 is always rising.</param>
/// <param name="Points">Points that the line was laid through.</param>
public sealed record LeakVerdict(bool IsKnown, bool IsFiring, TimeSpan Window, double SlopePerHour, double Growth, double Tau, int Points)
{
    public static readonly LeakVerdict Unknown = new(false, false, TimeSpan.Zero, 0, 0, 0, 0);

    public static readonly LeakVerdict Steady = Unknown with { IsKnown = true };

    public string Sentence => !IsFiring
        ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $"the live heap has grown by {Growth:P0} over {Window.TotalHours:0} h, {SlopePerHour:P1} an hour beyond what is usual at this time (tau {Tau:0.00}, {Points} points)");

    /// <summary>How long until the heap reaches a limit at this rate; null unless it is firing.</summary>
    /// <param name="liveHeapBytes">Now.</param>
    /// <param name="limitBytes">Of the live heap.</param>
    public TimeSpan? TimeLeft(double liveHeapBytes, double limitBytes)
    {
        if (!IsFiring || liveHeapBytes <= 0 || limitBytes <= 0) return null;
        double hours = Math.Log(limitBytes / liveHeapBytes) / Math.Log(1 + SlopePerHour);
        return TimeSpan.FromHours(Math.Clamp(hours, 0, TimeSpan.FromDays(365).TotalHours));
    }
}
