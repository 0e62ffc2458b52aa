using System.Globalization;
using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Samples one process's allocations when its schedule says so, beside its session, one sampling at a time. Settled by the session's loop; the
/// sampling runs beside it and hands its result over whole.
/// </summary>
internal sealed class AllocationWatch(Target target, string process, AllocationsOptions options, SamplingSlots slots, WatchTools tools) : IAsyncDisposable
{
    private readonly SamplingSchedule schedule = new(options, tools.Time);
    private readonly TargetTypes types = new(target);
    private readonly CancellationTokenSource stop = new();
    private Task sampling = Task.CompletedTask;
    private volatile AllocationAccount account = AllocationAccount.Zero;

    /// <summary>The report with what has been sampled so far; begins a sampling if one is due.</summary>
    public GcReport Settle(GcReport report)
    {
        if (options.Mode == SamplingMode.Off) return report;
        if (sampling.IsCompleted && schedule.TakeTurn(report)) Begin();
        return report with { Allocations = account };
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await sampling.ConfigureAwait(false);
        stop.Dispose();
    }

    private void Begin()
    {
        if (slots.TryTake()) sampling = Task.Run(SampleAsync);
        else schedule.Postpone();
    }

    private async Task SampleAsync()
    {
        try
        {
            types.Look();
            SamplingResult result = await AllocationSampler.SampleAsync(target, new SamplingSettings(options.Duration), stop.Token).ConfigureAwait(false);
            if (result.Allocations is { } sampled) Take(sampled);
            else tools.Log.SamplingFailed(process, result.Failure!.Explanation);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop before the session was open.
        }
        finally
        {
            slots.Release();
        }
    }

    private void Take(SampledAllocations sampled)
    {
        AllocationBreakdown breakdown = sampled.BreakDown(types);
        account = account.Add(breakdown);
        tools.Log.AllocationsSampled(process, breakdown.Duration, breakdown.Total.Samples, Causes(breakdown), Types(breakdown));
    }

    private static string Causes(AllocationBreakdown breakdown) => string.Join(", ", breakdown.Causes.Select(cause => Text(cause.Cause.Label(), cause.Estimate)));

    private string Types(AllocationBreakdown breakdown) => string.Join(", ", breakdown.Types.Take(options.TopTypes).Select(type => Text(type.TypeName, type.Estimate)));

    private static string Text(string name, AllocationEstimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {estimate.Share * 100:0.0} % ± {estimate.ShareError * 100:0.0}");
}

/// <summary>How many processes may be sampled at once: shared by all watches.</summary>
internal sealed class SamplingSlots(int count)
{
    private int free = count;

    public bool TryTake()
    {
        if (Interlocked.Decrement(ref free) >= 0) return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Increment(ref free);
}
