using System.Diagnostics;
using System.Diagnostics.Tracing;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Watches the ArrayPools of a process for a while. An event for each rent and each return: some 80,000 a second where a loop does nothing
/// else, so only where somebody asked for it.
/// </summary>
public static class PoolCapture
{
    /// <param name="target">Whose pools.</param>
    /// <param name="time">How long.</param>
    /// <param name="hasStacks">Whether each event brings its call stack, and the runtime names its methods at the end.</param>
    /// <param name="opened">Called once the session is open, and no rent from here on is missed.</param>
    /// <param name="cancellation">Ends it early; what was seen counts.</param>
    public static async Task<PoolCaptureResult> TakeAsync(Target target, TimeSpan time, bool hasStacks, Action? opened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        CaptureOpening opening = await CaptureSession.OpenAsync(target, PlanFor(hasStacks), cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return new PoolCaptureResult(null, opening.Failure ?? throw new UnreachableException());
        await using (session.ConfigureAwait(false))
        {
            var ledger = new PoolLedger();
            var stacks = new StackTable();
            var methods = new MethodMap(session.Source);
            _ = new PoolEventDecoder(session.Source, ledger, hasStacks ? data => stacks.NumberOf(EventStack.Of(data)) : static _ => StackTable.None);
            opened?.Invoke();
            CaptureEnd end = await session.RunAsync(time, enough: null, cancellation).ConfigureAwait(false);
            return new PoolCaptureResult(ledger.Settle(end.Duration, end.LostEvents), null) { MethodOf = stack => AllocationSite.Of(methods.Frames(stacks[stack])) };
        }
    }

    private static CapturePlan PlanFor(bool hasStacks)
    {
        var pools = new SessionProvider(PoolEventDecoder.Provider, 0, EventLevel.Verbose, null);
        if (!hasStacks) return new CapturePlan(pools);
        return new CapturePlan(pools, CapturePlan.Methods)
        {
            HasStacks = true,
            Rundown = CapturePlan.SymbolRundown,
            StopPatience = CapturePlan.NamingPatience,
        };
    }
}

/// <summary>Either an account or the reason why there is none.</summary>
public sealed record PoolCaptureResult(PoolAudit? Audit, AttachFailure? Failure)
{
    /// <summary>The method that rents, of a call stack by its number: the innermost that is not the framework's.</summary>
    public Func<int, string> MethodOf { get; init; } = _ => StackFrames.Unknown;
}
