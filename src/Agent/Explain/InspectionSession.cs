using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Decode;

namespace GcWatch.Agent.Explain;

/// <summary>
/// Watches one target for a while, for its findings. A session of its own, of the agent's usual kind, and where it samples further ones beside it
/// in the beginning. Filled on the reader's thread, read once
/// that has ended.
/// </summary>
internal sealed class InspectionSession(Target target, bool samples, TimeProvider time) : IGcEventReceiver
{
    private readonly TargetView view = new(new TargetIdentity(target.Name, "", "", "", target.Name)) { KeepsFacts = false };
    private readonly TargetInspection inspection = new(samples ? TargetInspection.OfSamples : []);
    private SampledPart sampled = SampledPart.Nothing;
    private bool hasEnded;

    public void Take(GcEvent gcEvent)
    {
        IReadOnlyList<GcFact> facts = view.Apply(gcEvent);
        for (int i = 0; i < facts.Count; i++) inspection.Take(facts[i]);
    }

    /// <summary>
    /// Until the time is over, the target ends, or <paramref name="stop"/> asks for what there is by then. What comes before takes seconds at most, and
    /// is not broken off.
    /// </summary>
    /// <exception cref="AgentFault">It cannot be attached to.</exception>
    public async Task<Explanation> WatchAsync(TimeSpan length, CancellationToken stop)
    {
        TargetSurroundings surroundings = await Surroundings.ReadAsync(target, CancellationToken.None).ConfigureAwait(false);
        CpuThrottling throttling = CpuThrottling.Of(target.Process);
        TimeSpan? before = throttling.Read();
        TimeSpan watched = await CollectAsync(length, stop).ConfigureAwait(false);
        AllocationBreakdown? allocations = await sampled.BreakDownAsync(target).ConfigureAwait(false);
        view.Finish();
        var span = new InspectedSpan(view.Report(watched), surroundings with { Throttled = throttling.Read() - before }, watched) { Allocations = allocations, Pools = sampled.Pools };
        return new Explanation(target, span, inspection.Judge(span)) { HasEnded = hasEnded };
    }

    private async Task<TimeSpan> CollectAsync(TimeSpan length, CancellationToken stop)
    {
        AttachResult attached = await TargetAttacher.AttachAsync(target, this, new AttachSettings(), CancellationToken.None).ConfigureAwait(false);
        if (attached.Pump is not { } pump) throw new AgentFault(ExitCode.CannotAttach, attached.Failure?.Explanation ?? "no session could be opened");
        long began = time.GetTimestamp();
        await using (pump.ConfigureAwait(false))
        {
            pump.Start();
            Task<SampledPart> sampling = samples ? SampledPart.TakeAsync(target, length, stop) : Task.FromResult(SampledPart.Nothing);
            await Task.WhenAny(pump.Ended, Task.Delay(length, time, stop)).ConfigureAwait(false);
            hasEnded = pump.Ended.IsCompleted;
            sampled = await sampling.ConfigureAwait(false);
        }

        return time.GetElapsedTime(began);
    }
}
