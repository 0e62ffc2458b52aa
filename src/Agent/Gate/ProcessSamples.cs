using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Gate;

/// <summary>The sessions of one judged process beside that for its collections, where its budget needs them: from before it goes on until it ends.</summary>
internal sealed class ProcessSamples
{
    /// <summary>A process maps its assemblies as it needs them, and has none any more when it has ended.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly TargetTypes types;
    private readonly Task<SamplingResult>? allocations;
    private readonly Task<PoolCaptureResult>? pools;
    private readonly Task looking;

    private ProcessSamples(Target target, Task<SamplingResult>? allocations, Task<PoolCaptureResult>? pools)
    {
        types = new TargetTypes(target);
        this.allocations = allocations;
        this.pools = pools;
        looking = allocations is null ? Task.CompletedTask : LookAsync(allocations);
    }

    /// <summary>Over once the process has ended, or was let go.</summary>
    public Task Ended => Task.WhenAll(allocations ?? Task.CompletedTask, pools ?? Task.CompletedTask, looking);

    /// <summary>Returns once all that is needed is open, or cannot be opened.</summary>
    /// <param name="target">The process.</param>
    /// <param name="needs">What its budget limits.</param>
    /// <param name="stop">Lets it go; what was seen counts.</param>
    public static async Task<ProcessSamples> OpenAsync(Target target, BudgetNeeds needs, CancellationToken stop)
    {
        var isSampling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isCounting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var settings = new SamplingSettings(Timeout.InfiniteTimeSpan) { Opened = isSampling.SetResult };
        Task<SamplingResult>? allocations = needs.HasFlag(BudgetNeeds.Samples) ? AllocationSampler.SampleAsync(target, settings, stop) : null;
        Task<PoolCaptureResult>? pools = needs.HasFlag(BudgetNeeds.Pools) ? PoolCapture.TakeAsync(target, Timeout.InfiniteTimeSpan, hasStacks: false, isCounting.SetResult, stop) : null;
        if (allocations is not null) await Task.WhenAny(allocations, isSampling.Task).ConfigureAwait(false);
        if (pools is not null) await Task.WhenAny(pools, isCounting.Task).ConfigureAwait(false);
        return new ProcessSamples(target, allocations, pools);
    }

    /// <summary>What the process came to, with what was sampled; what is missing goes to <paramref name="troubles"/>. Once it is over.</summary>
    public async Task<ProcessFigures> AddToAsync(ProcessFigures figures, Action<string> troubles)
    {
        await looking.ConfigureAwait(false);
        AllocationAccount sampled = allocations is null ? AllocationAccount.Zero : Account(await allocations.ConfigureAwait(false), figures.Name, troubles);
        long leaks = pools is null ? 0 : Leaks(await pools.ConfigureAwait(false), figures.Name, troubles);
        return figures with { Sampled = sampled, PoolLeaks = leaks };
    }

    private AllocationAccount Account(SamplingResult result, string name, Action<string> troubles)
    {
        if (result.Allocations is not { } sampled)
        {
            troubles($"the allocations of {name} could not be sampled: {result.Failure?.Explanation}");
            return AllocationAccount.Zero;
        }

        if (sampled.End.Stream.Fault is { } fault) troubles($"the samples of {name} broke off: {fault}");
        if (sampled.End.LostEvents > 0) troubles($"of the samples of {name} {sampled.End.LostEvents} were lost: its bytes by cause are too low");
        return AllocationAccount.Zero.Add(sampled.BreakDown(types));
    }

    private static long Leaks(PoolCaptureResult result, string name, Action<string> troubles)
    {
        if (result.Audit is not { } audit) troubles($"the array pools of {name} could not be watched: {result.Failure?.Explanation}");
        else if (!audit.IsWhole) troubles($"of the array pools of {name} not every return was seen: their leaks cannot be told");
        return result.Audit?.Buckets.Sum(bucket => (long)bucket.Outstanding) ?? 0;
    }

    private async Task LookAsync(Task<SamplingResult> sampling)
    {
        while (!sampling.IsCompleted)
        {
            types.Look();
            await Task.WhenAny(sampling, Task.Delay(LookInterval, TimeProvider.System)).ConfigureAwait(false);
        }
    }
}
