using GcWatch.Agent.Checking;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Tests.Checking;

/// <summary>A week of a service that is the same in each slice, except where a story says otherwise.</summary>
internal sealed class Week
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly PauseWeek pauses = new();
    private readonly Dictionary<string, SliceCounts> recorded = [];

    /// <summary>Pauses in a slice, by the longest that they are, in seconds.</summary>
    public Week Pauses(Range slices, params (double Seconds, double Count)[] each)
    {
        double upTo = 0;
        foreach ((double seconds, double count) in each.OrderBy(pair => pair.Seconds))
        {
            upTo += count;
            foreach (int slice in In(slices)) pauses.Put(seconds, slice, upTo);
        }

        foreach (int slice in In(slices)) pauses.Put(double.PositiveInfinity, slice, upTo);
        return this;
    }

    /// <summary>What the rules recorded of a promise.</summary>
    public Week Recorded(string slo, Range slices, double good, double bad)
    {
        if (!recorded.TryGetValue(slo, out SliceCounts? counts)) recorded[slo] = counts = new SliceCounts(SliceCounts.Unknown(), SliceCounts.Unknown());
        foreach (int slice in In(slices)) (counts.Good[slice], counts.Bad[slice]) = (good, bad);
        return this;
    }

    public ServiceWeek Of(string service) => new(new ServiceKey("team", service, "prod"), Begin, pauses, recorded);

    public static DateTimeOffset EndOf(int slice) => Begin + (SliceCounts.Slice * (slice + 1));

    private static IEnumerable<int> In(Range slices)
    {
        (int offset, int length) = slices.GetOffsetAndLength(SliceCounts.InWeek);
        return Enumerable.Range(offset, length);
    }
}
