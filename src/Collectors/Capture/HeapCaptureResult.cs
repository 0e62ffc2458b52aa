using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Capture;

/// <summary>What came of a walk of a heap.</summary>
public abstract record HeapCaptureResult
{
    private HeapCaptureResult()
    {
    }

    /// <param name="Walk">Whole: every object was seen.</param>
    /// <param name="At">When it ended.</param>
    /// <param name="Pause">How long the process stood still for it, by its own clock.</param>
    /// <param name="Took">From the request to the last event; the process stops before it answers.</param>
    public sealed record Taken(HeapWalk Walk, DateTimeOffset At, TimeSpan Pause, TimeSpan Took) : HeapCaptureResult;

    /// <summary>The process did walk its heap, and part of what it said is missing: no figure of it can be trusted.</summary>
    /// <param name="Objects">How many were seen.</param>
    /// <param name="LostEvents">As the runtime counts them.</param>
    /// <param name="BufferMegabytes">The buffer that was too small.</param>
    public sealed record Truncated(long Objects, long LostEvents, int BufferMegabytes) : HeapCaptureResult;

    /// <summary>The walk was not over in time, or its process ended.</summary>
    public sealed record Unfinished(long Objects, TimeSpan Took) : HeapCaptureResult;

    public sealed record Unreachable(AttachFailure Failure) : HeapCaptureResult;
}
