using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Replay;

/// <summary>How a replay went.</summary>
/// <param name="Fault">What is wrong with the file; null if it was read to its end.</param>
/// <param name="IsNetTrace">False if not even the header could be read: then nothing was given out.</param>
/// <param name="MalformedEvents">Events that were passed over for their damaged payload.</param>
/// <param name="EventsLost">Events that the recorder lost, by its own count.</param>
public sealed record ReplayEnd(string? Fault, bool IsNetTrace, long MalformedEvents, long EventsLost)
{
    /// <summary>The recorded process's id; 0 if the file does not say.</summary>
    public int ProcessId { get; init; }

    /// <summary>When the recording began; null if the file does not say.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>The same events from a file: the very same decoder as a live session's.</summary>
public static class NetTraceReplay
{
    /// <summary>Reads a file to its end, or to where it is damaged: what came before has then been given out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ReplayEnd Read(string path, IGcEventReceiver receiver)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        return Read(file, receiver);
    }

    /// <summary>Reads a stream, as <see cref="Read(string, IGcEventReceiver)"/> does.</summary>
    public static ReplayEnd Read(Stream stream, IGcEventReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!HasMagic(stream)) return new ReplayEnd("it does not begin with \"Nettrace\"", false, 0, 0);
        using var source = new EventPipeEventSource(stream);
        var decoder = new GcEventDecoder(source, receiver);
        string? fault = null;
        try
        {
            source.Process();
        }
        catch (Exception broken) when (StreamFault.IsOne(broken))
        {
            fault = broken.Message;
        }

        return End(source, decoder, fault);
    }

    private static ReplayEnd End(EventPipeEventSource source, GcEventDecoder decoder, string? fault)
    {
        decoder.ReportLoss();
        return new ReplayEnd(fault, true, decoder.MalformedEvents, source.EventsLost)
        {
            ProcessId = decoder.ProcessId != 0 ? decoder.ProcessId : decoder.Counters.ProcessId,
            StartedAt = decoder.StartedAt,
        };
    }

    private static bool HasMagic(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return count == start.Length && start.SequenceEqual("Nettrace"u8);
    }
}
