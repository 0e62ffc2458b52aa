using System.Net.Sockets;
using System.Text;

namespace GcWatch.Exporters.Serving;

/// <summary>
/// One client's connection: reads a request, has it answered, and waits for the next. Whatever it is at has a deadline, after which the
/// socket is closed under it. One task; <see cref="Abort"/> on any thread.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int LongestHead = 8192;

    /// <summary>
    /// What the system takes for a client that does not read; left to itself it takes some megabytes for each, in our cgroup, and lets
    /// an answer that nobody reads look delivered.
    /// </summary>
    private const int SendBufferBytes = 256 * 1024;

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly ServingLimits limits;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource deadline;
    private readonly byte[] buffer = new byte[LongestHead];
    private long since;
    private int received;

    public HttpConnection(Socket socket, ServingLimits limits, TimeProvider time)
    {
        this.socket = socket;
        this.limits = limits;
        this.time = time;
        socket.SendBufferSize = SendBufferBytes;
        stream = new NetworkStream(socket, ownsSocket: true);
        since = time.GetTimestamp();
        deadline = new CancellationTokenSource(limits.Request, time);
        deadline.Token.Register(Abort);
    }

    /// <summary>For how long it has been at what it is at.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref since));

    /// <summary>Returns at the end of the connection, however it ends.</summary>
    public async Task RunAsync(Func<RequestHead?, HttpConnection, Task> answer)
    {
        try
        {
            while (await ReadAsync().ConfigureAwait(false) is { Length: > 0 } head)
            {
                RequestHead? request = RequestHead.Parse(head.Span);
                Begin(limits.Answer);
                await answer(request, this).ConfigureAwait(false);
                if (request is not { KeepsAlive: true }) return;
                Consume(head.Length);
                Begin(limits.Idle);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The client went away, or was cut off.
        }
    }

    public async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes).ConfigureAwait(false);

    /// <summary>Closes at once, without delivering what is still on its way: the system would keep that for many minutes.</summary>
    public void Abort()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Already.
        }

        socket.Dispose();
    }

    public void Dispose()
    {
        deadline.Dispose();
        stream.Dispose();
    }

    /// <returns>A request's head with its empty line; nothing where the client has closed or sends what is too long.</returns>
    private async Task<ReadOnlyMemory<byte>> ReadAsync()
    {
        while (true)
        {
            int end = buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return buffer.AsMemory(0, end + 4);
            if (received == buffer.Length) return default;
            int count = await stream.ReadAsync(buffer.AsMemory(received)).ConfigureAwait(false);
            if (count == 0) return default;
            if (received == 0) Begin(limits.Request);
            received += count;
        }
    }

    private void Begin(TimeSpan limit)
    {
        Volatile.Write(ref since, time.GetTimestamp());
        deadline.CancelAfter(limit);
    }

    private void Consume(int length)
    {
        received -= length;
        buffer.AsSpan(length, received).CopyTo(buffer);
    }
}
