using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// Reads a socket through a buffer, and says so when nothing has come for <see cref="Patience"/>: the batch is over; and once more each second of
/// silence. While data keeps coming it says that each <see cref="LongestSilence"/>. Read by one thread only. Optionally copies what it reads elsewhere, byte for byte.
/// </summary>
internal sealed class IdleNotifyingStream(Socket socket, Action idle, Action busy, Stream? copy) : Stream
{
    /// <summary>The runtime writes a batch each 100 ms in one go: 20 ms of silence mean that it is complete.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    /// <summary>A stream that never pauses must not hold back what has been read.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait in silence before saying once more that nothing has come: the pulse of a target that sends nothing.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <summary>A batch of 100 ms at 15 collections; under more load there are more reads, not later ones.</summary>
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;
    private long saidAt = Environment.TickCount64;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> destination)
    {
        if (start == end && !Fill()) return 0;
        int count = Math.Min(destination.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // A stream to read from: nothing to flush.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) copy?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Waits by poll: two system calls a batch, and no thread is woken but this one.</summary>
    private bool Fill()
    {
        if (!socket.Poll(Patience, SelectMode.SelectRead))
        {
            do
            {
                Say(idle);
            }
            while (!socket.Poll(Pulse, SelectMode.SelectRead));
        }
        else if (Environment.TickCount64 - saidAt >= LongestSilence.TotalMilliseconds)
        {
            Say(busy);
        }

        start = 0;
        end = socket.Receive(buffer);
        copy?.Write(buffer, 0, end);
        return end > 0;
    }

    private void Say(Action what)
    {
        what();
        saidAt = Environment.TickCount64;
    }
}
