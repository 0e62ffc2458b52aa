using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Pipeline;

/// <summary>Either the stream's end or the reason why there was none.</summary>
internal readonly record struct PipelineEnd(StreamEnd? Stream, AttachFailure? Failure);

/// <summary>
/// One session of one target, from its bytes to its reports. One loop owns all state; events and ticks come through the same queue,
/// so an idle target is still reported on.
/// </summary>
internal sealed class TargetPipeline(Target target, TargetIdentity identity, TargetMeter meter, ProcessStanding standing, WatchTools tools)
{
    private readonly EventQueue queue = new(tools.Time, tools.Judging(identity.Service).Interval);
    private readonly StreamClock clock = new(tools.Time);
    private readonly ConditionWatch conditions = new(target.Process, tools.Time);
    private readonly TargetJudge judge = new(
        tools.Judging(identity.Service) with { AgeAtAttach = ProcessFacts.Age(target.Process) ?? TimeSpan.Zero }, standing.Baseline.Judge);
    private TargetView view = new(identity);
    private TargetCondition condition = TargetCondition.Receiving;
    private bool toldOfSuspension;

    /// <summary>Runs until the target ends or <paramref name="stop"/> asks to stop; then the session is stopped and its tail is counted.</summary>
    public async Task<PipelineEnd> RunAsync(AttachSettings settings, WindowSeat windows, CancellationToken stop)
    {
        AttachResult attached = await TargetAttacher.AttachAsync(target, queue, settings, stop).ConfigureAwait(false);
        if (attached.Pump is not { } pump) return new PipelineEnd(null, attached.Failure);
        await using (pump.ConfigureAwait(false))
        {
            view = windows.Begin(identity, WasStalled);
            meter.ReadQueue(() => queue.Waiting);
            Show(TargetCondition.Receiving);
            pump.Start();
            _ = pump.Ended.ContinueWith(_ => queue.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            using CancellationTokenRegistration stopping = stop.Register(() => _ = pump.DisposeAsync().AsTask());
            await ConsumeAsync().ConfigureAwait(false);
            windows.Leave(view.Leave(clock.Now));
            return new PipelineEnd(await pump.Ended.ConfigureAwait(false), null);
        }
    }

    private async Task ConsumeAsync()
    {
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (queue.Reader.TryRead(out QueueItem item))
            {
                if (item.Events is { } events) Take(events);
                else Report();
                queue.Release(item);
            }
        }

        Report();
    }

    private void Take(List<GcEvent> events)
    {
        clock.See(events[^1].At);
        foreach (GcEvent gcEvent in events)
        {
            IReadOnlyList<GcFact> facts = view.Apply(gcEvent);
            for (int i = 0; i < facts.Count; i++)
            {
                meter.Take(facts[i]);
                judge.Take(facts[i], gcEvent.At);
            }
        }

        meter.Take(view.Totals());

        // The end of a long suspension does not wait for the tick: the pause is counted by now, and must not be told as going on.
        if (toldOfSuspension && view.Suspended is null) Report();
    }

    private void Report()
    {
        view.NoteDropped(queue.Dropped);
        GcReport report = judge.Judge(standing.Memory.Settle(view.Report(clock.Now)), standing.Baseline.Now);
        standing.Baseline.Advance();
        report = standing.Pools.Settle(standing.Allocations.Settle(report));
        toldOfSuspension = report.IsSuspended;
        meter.Take(report);
        NoteCondition(report);
        tools.Sink.Take(report);
    }

    /// <summary>A change is told once; a suspension of a second or two is told by its pause.</summary>
    private void NoteCondition(GcReport report)
    {
        TargetCondition now = conditions.Judge(report);
        if (now == condition) return;
        if (now == TargetCondition.Receiving) tools.Log.Recovered(identity.Process);
        else tools.Log.Silent(identity.Process, now.Label(), report.Suspended?.Reason.Label() ?? "", report.LastEventAge);
        Show(now);
    }

    private void Show(TargetCondition now)
    {
        condition = now;
        meter.Take(new TargetState(target.Name, target.Pid, target.Runtime.Version, DownReason: "", now));
    }

    private bool WasStalled(TimeSpan from, TimeSpan to) => tools.Stalls.WasStalledBetween(clock.TimestampOf(from), clock.TimestampOf(to));
}
