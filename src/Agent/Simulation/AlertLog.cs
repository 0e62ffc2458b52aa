namespace GcWatch.Agent.Simulation;

/// <summary>The minutes in which a detector fired for one service, and the alerts that they make.</summary>
internal sealed class AlertLog
{
    /// <summary>A rule that fires again within an hour has not begun anew: Alertmanager would not tell anybody twice either.</summary>
    private const long Quiet = 60;

    private static readonly Firing[] Parts = [Firing.Heap, Firing.Allocation, Firing.Pause];

    private readonly List<long>[] minutes = [[], [], []];

    public void Put(long minute, Firing firing)
    {
        if (firing == Firing.None) return;
        for (int part = 0; part < Parts.Length; part++)
        {
            if (firing.HasFlag(Parts[part])) minutes[part].Add(minute);
        }
    }

    /// <summary>When the alerts of a kind began, since <paramref name="from"/>.</summary>
    public IEnumerable<long> Starts(AnomalyKind kind, long from)
    {
        List<long> part = minutes[(int)kind];
        return part.Where((minute, at) => minute >= from && (at == 0 || minute - part[at - 1] > Quiet));
    }

    /// <summary>The first minute of a span in which the right alert stood; null if it never did.</summary>
    public long? First(AnomalyLabel label)
    {
        List<long> part = minutes[(int)label.Kind];
        int at = part.BinarySearch(label.From);
        if (at < 0) at = ~at;
        return at < part.Count && part[at] <= label.To ? part[at] : null;
    }
}
