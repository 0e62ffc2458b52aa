using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>A suspension whose end has not been seen yet. Belongs to the loop of its <see cref="GcTracker"/>.</summary>
internal sealed class OpenSuspension(TimeSpan beganAt, SuspensionReason reason)
{
    private readonly List<OpenCycle> cycles = [];

    public TimeSpan BeganAt => beganAt;

    public SuspensionReason Reason => reason;

    /// <summary>When all threads stood still; null until then.</summary>
    public TimeSpan? ReachedAt { get; set; }

    /// <summary>
    /// When the threads were about to be let go; null until then. The end of the restart is told after the lock on the threads is
    /// free, so that the next suspension may stop them before it (dotnet/runtime src/coreclr/nativeaot/Runtime/gcenv.ee.cpp, RestartEE).
    /// </summary>
    public TimeSpan? RestartBeganAt { get; set; }

    public bool StandsStill => ReachedAt is not null && RestartBeganAt is null;

    public IReadOnlyList<OpenCycle> Cycles => cycles;

    public void Serve(OpenCycle cycle) => cycles.Add(cycle);

    public void Forget(OpenCycle cycle) => cycles.Remove(cycle);

    /// <summary>
    /// Closes the suspension and gives each cycle its share: the first from the beginning, each later one from its own start,
    /// up to the next one's start or the end. The shares add up to the whole, so nothing is counted twice.
    /// </summary>
    public Suspension Close(TimeSpan endedAt)
    {
        TimeSpan stopTime = (ReachedAt ?? beganAt) - beganAt;
        for (int i = 0; i < cycles.Count; i++)
        {
            TimeSpan from = i == 0 ? beganAt : cycles[i].StartedAt;
            TimeSpan to = i + 1 < cycles.Count ? cycles[i + 1].StartedAt : endedAt;
            cycles[i].AddPause(to - from, i == 0 ? stopTime : TimeSpan.Zero);
        }

        return new Suspension
        {
            BeganAt = beganAt,
            Duration = endedAt - beganAt,
            StopTime = stopTime,
            RestartTime = RestartTime(endedAt),
            Reason = reason,
            Cycles = Names(),
        };
    }

    /// <summary>Begins after the stop at the earliest, whatever order the events came in: the parts of a pause do not overlap.</summary>
    private TimeSpan RestartTime(TimeSpan endedAt)
    {
        if (RestartBeganAt is not { } restart) return TimeSpan.Zero;
        return endedAt - (ReachedAt > restart ? ReachedAt.Value : restart);
    }

    private ImmutableArray<CycleName> Names()
    {
        if (cycles.Count == 0) return [];
        ImmutableArray<CycleName>.Builder names = ImmutableArray.CreateBuilder<CycleName>(cycles.Count);
        foreach (OpenCycle cycle in cycles) names.Add(cycle.Name);
        return names.MoveToImmutable();
    }
}
