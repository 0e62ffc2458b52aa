using System.Globalization;
using GcWatch.Agent.Commands;
using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;
using GcWatch.Collectors.Memory;

namespace GcWatch.Agent.HeapAudit;

/// <summary>Walks the heap of one process: says beforehand what that will cost it, refuses where that is too much, and walks once at a time.</summary>
internal sealed class HeapAuditRun(Target target, HeapRequest request)
{
    /// <summary>Nobody is to be surprised by more.</summary>
    private static readonly TimeSpan LongestUnasked = TimeSpan.FromSeconds(1);

    /// <param name="isLast">Paths are found in the last walk only: what has grown is known by then.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="AgentFault">It is not to be done, or went wrong.</exception>
    public async Task<HeapWalked> WalkAsync(bool isLast, CancellationToken stop)
    {
        using TargetLock only = TargetLock.TryTake(target, "heap")
            ?? throw new AgentFault(ExitCode.Usage, $"another gcwatch is walking the heap of process {Number(target.Pid)} at this moment; wait for its end");
        HeapLookResult look = await HeapLook.TakeAsync(target, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        var forecast = new WalkForecast(look.HeapBytes ?? throw AttachFault.Of(look.Failure));
        await AnnounceAsync(forecast).ConfigureAwait(false);
        long? room = RoomBytes();
        if (!request.IsAgreedTo) Refuse(forecast, room);
        ReferenceGraph? graph = request.HasPaths && isLast ? new ReferenceGraph() : null;
        HeapCaptureResult result = await HeapCapture.TakeAsync(target, request.BufferMegabytes ?? forecast.BufferMegabytes(room), graph, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        return result is HeapCaptureResult.Taken taken
            ? new HeapWalked(taken.Walk, new DatedCensus(taken.At, taken.Walk.Census()), forecast, taken.Pause, taken.Took)
            : throw Fault(result);
    }

    private Task AnnounceAsync(WalkForecast forecast) => Console.Error.WriteLineAsync(
        $"gcwatch: walking the heap of {target.Name} (process {Number(target.Pid)}), {HeapText.Size(forecast.HeapBytes)}: " +
        $"it will stand still for {HeapText.Span(forecast)}, the longer the smaller its objects, and take about {HeapText.Size(forecast.ExtraBytes)} of memory for the time");

    /// <exception cref="AgentFault">The pause may be long, or the memory may not suffice.</exception>
    private void Refuse(WalkForecast forecast, long? room)
    {
        if (forecast.LongestPause > LongestUnasked)
        {
            throw new AgentFault(ExitCode.Usage, $"process {Number(target.Pid)} would stand still for {HeapText.Span(forecast)}, the longer the smaller its objects; if that may be, add --yes");
        }

        if (room < forecast.ExtraBytes)
        {
            throw new AgentFault(
                ExitCode.Usage,
                $"process {Number(target.Pid)} may run out of memory: the walk takes about {HeapText.Size(forecast.ExtraBytes)}, and its limit leaves {HeapText.Size(room ?? 0)}; if that may be, add --yes");
        }
    }

    /// <summary>What the process's control group may still take; null without a limit.</summary>
    private long? RoomBytes() => CgroupMemory.Of(target.Process)?.Read() is { LimitBytes: { } limit } memory ? Math.Max(0, limit - memory.WorkingSetBytes) : null;

    private AgentFault Fault(HeapCaptureResult result) => result switch
    {
        HeapCaptureResult.Truncated cut => new AgentFault(
            ExitCode.BadInput,
            $"the census is not whole and is thrown away: of process {Number(target.Pid)} only {Number(cut.Objects)} objects came through a buffer of {Number(cut.BufferMegabytes)} MB; try --buffer-mb {Number(Math.Min(65_536, cut.BufferMegabytes * 4L))}"),
        HeapCaptureResult.Unfinished cut => new AgentFault(
            ExitCode.BadInput, $"the census is not whole and is thrown away: process {Number(target.Pid)} did not finish its walk in {Number((long)cut.Took.TotalSeconds)} s, or ended"),
        HeapCaptureResult.Unreachable unreachable => AttachFault.Of(unreachable.Failure),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not one of the closed set"),
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", number < 100_000 ? "" : ",", StringComparison.Ordinal);
}
