using System.Diagnostics;
using System.Diagnostics.Tracing;
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
    /// <param name="cancellation">Ends it early; what was seen counts.</param>
    public static async Task<PoolCaptureResult> TakeAsync(Target target, TimeSpan time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        var plan = new CapturePlan(new SessionProvider(PoolEventDecoder.Provider, 0, EventLevel.Verbose, null));
        CaptureOpening opening = await CaptureSession.OpenAsync(target, plan, cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return new PoolCaptureResult(null, opening.Failure ?? throw new UnreachableException());
        await using (session.ConfigureAwait(false))
        {
            var ledger = new PoolLedger();
            _ = new PoolEventDecoder(session.Source, ledger);
            CaptureEnd end = await session.RunAsync(time, enough: null, cancellation).ConfigureAwait(false);
            return new PoolCaptureResult(ledger.Settle(end.Duration, end.LostEvents), null);
        }
    }
}

/// <summary>Either an account or the reason why there is none.</summary>
public sealed record PoolCaptureResult(PoolAudit? Audit, AttachFailure? Failure)
{
    /// <summary>The method that rents, of a call stack by its number.</summary>
    public Func<int, string> MethodOf { get; init; } = _ => "an unknown method";
}
