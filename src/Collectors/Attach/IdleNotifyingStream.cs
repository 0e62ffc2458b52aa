using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// Reads a socket through a buffer, and says so before each read, and when nothing has come for <see cref="Patience"/>: the batch is
/// over. Read by one thread only. Optionally copies what it reads elsewhere, byte for byte.
/// </summary>
internal sealed class IdleNotifyingStream(NetworkStream inner, Action idle, Action reading, Stream? copy) : Stream
{
    /// <summary>The runtime writes a batch each 100 ms in one go: 20 ms of silence mean that it is complete.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

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
        if (disposing)
        {
            inner.Dispose();
            copy?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        reading();
        if (!inner.DataAvailable && !inner.Socket.Poll(Patience, SelectMode.SelectRead)) idle();
        start = 0;
        end = inner.Read(buffer);
        copy?.Write(buffer, 0, end);
        return end > 0;
    }
}
