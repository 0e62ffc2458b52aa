using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Capture;

/// <summary>How a capture ended.</summary>
/// <param name="Stream">The stream's own end; a fault if its bytes made no sense.</param>
/// <param name="LostEvents">Events that the target's buffer had no room for: what was captured is incomplete if there are any.</param>
/// <param name="Duration">From the opening of the session until it was asked to stop, or ended by itself.</param>
/// <param name="HasStopped">True if the runtime confirmed the stop, so that the tail and the rundown are there; false if the stream was cut or the target ended.</param>
public sealed record CaptureEnd(StreamEnd Stream, long LostEvents, TimeSpan Duration, bool HasStopped)
{
    /// <summary>True if everything that was asked for has been read.</summary>
    public bool IsComplete => HasStopped && LostEvents <= 0 && Stream.Fault is null;
}
