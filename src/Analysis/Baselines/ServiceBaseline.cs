using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The portrait of one (namespace, service, env): what is usual for each signal at this hour of the week, and whether this minute is. Not
/// thread-safe. At most 6 KB for each signal that is measured.
/// </summary>
public sealed class ServiceBaseline
{
    private readonly SignalBaseline?[] signals = new SignalBaseline?[BaselineSignals.All.Length];
    private readonly RecentLoad load = new();
    private readonly HeapByLoad heapByLoad = new();
    private readonly LeakSpan leaking = new();
    private LeakDetector? detector;
    private LastLiveHeap lastLive = LastLiveHeap.None;

    /// <param name="values">The next minute; minutes may be missing, but none comes twice or late.</param>
    public ServiceJudgement Advance(MinuteValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double seenLive = values[BaselineSignal.LiveHeap];
        lastLive = lastLive.After(values.Minute, values.ProcessAge, seenLive);
        var judgements = ImmutableArray.CreateBuilder<SignalJudgement>(signals.Length);
        foreach (BaselineSignal signal in BaselineSignals.All)
        {
            double value = signal == BaselineSignal.LiveHeap ? lastLive.Bytes : values[signal];
            if (double.IsFinite(value)) signals[(int)signal] ??= new SignalBaseline(signal);
            if (signals[(int)signal] is { } baseline) judgements.Add(baseline.Advance(values.Minute, value, values.ProcessAge, signal == BaselineSignal.LiveHeap && leaking.IsOn));
        }

        BaselineState state = State(values.Minute);
        var judged = new ServiceJudgement(values.Minute, judgements.DrainToImmutable(), LeakVerdict.Unknown, state);
        LeakVerdict leak = Leak(judged, values.ProcessAge, seenLive);
        if (leaking.Begins(values.Minute, leak)) signals[(int)BaselineSignal.LiveHeap]?.Exclude(values.Minute - leak.Window, values.Minute, values.Minute);
        return judged with { Leak = leak };
    }

    /// <summary>Of the signal that has learnt most.</summary>
    public BaselineState State(DateTimeOffset minute)
    {
        var most = BaselineState.None;
        foreach (SignalBaseline? baseline in signals)
        {
            if (baseline?.StateAt(minute) is { } state && state > most) most = state;
        }

        return most;
    }

    /// <summary>Takes an hour of one signal from elsewhere; oldest hour first. Use <see cref="HourQuartiles.Of(BaselineSignal, double, double, double)"/>.</summary>
    public void Learn(BaselineSignal signal, long hour, HourQuartiles quartiles) =>
        (signals[(int)signal] ??= new SignalBaseline(signal)).Learn(hour, quartiles);

    /// <summary>Forgets what was learnt in a span after the fact.</summary>
    public void Exclude(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        foreach (SignalBaseline? baseline in signals) baseline?.Exclude(from, to, now);
    }

    public ServiceBaselineState Save() => new([.. signals.OfType<SignalBaseline>().Select(baseline => baseline.Save())]);

    public void Restore(ServiceBaselineState saved) => Take(saved, (baseline, signal) => baseline.Restore(signal));

    /// <summary>Begins with what a sibling or the version before has learnt.</summary>
    public void Borrow(ServiceBaselineState sibling) => Take(sibling, (baseline, signal) => baseline.Borrow(signal));

    private void Take(ServiceBaselineState saved, Action<SignalBaseline, SignalBaselineState> take)
    {
        ArgumentNullException.ThrowIfNull(saved);
        foreach (SignalBaselineState signal in saved.Signals)
        {
            take(signals[(int)signal.Signal] ??= new SignalBaseline(signal.Signal), signal);
        }
    }

    private LeakVerdict Leak(ServiceJudgement judged, TimeSpan processAge, double seenLive)
    {
        SignalBaseline? allocation = signals[(int)BaselineSignal.AllocationRate];
        load.Put(judged.Minute, judged.Of(BaselineSignal.AllocationRate), allocation);
        if (signals[(int)BaselineSignal.LiveHeap] is not { } baseline) return LeakVerdict.Unknown;
        // Without a profile every morning would look like a leak.
        BaselineState state = baseline.StateAt(judged.Minute);
        if (state < BaselineState.HourOfDay) return LeakVerdict.Unknown;
        double heap = double.IsFinite(seenLive) ? BaselineSignal.LiveHeap.ToLog(seenLive) - baseline.ProfileAt(judged.Minute) : double.NaN;
        detector ??= new LeakDetector();
        return detector.Advance(judged.Minute, heap, ByLoad(judged.Minute, baseline, allocation), processAge, state.Multiplier());
    }

    /// <summary>0 as long as nothing is known of the load.</summary>
    private double ByLoad(DateTimeOffset minute, SignalBaseline heap, SignalBaseline? allocation)
    {
        if (allocation is null) return 0;
        heapByLoad.Learn(minute, heap, allocation);
        double usual = allocation.ProfileAt(minute);
        return heapByLoad.Explains(usual + load.Value, usual);
    }
}
