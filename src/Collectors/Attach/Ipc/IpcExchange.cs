using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>
/// One command and its answer on one connection. Blocking, with a deadline over the whole: a socket that .NET has once read
/// asynchronously stays with its event thread, and a session on it would wake two threads for each batch.
/// </summary>
internal sealed class IpcExchange(Socket socket, TimeSpan patience)
{
    private const int HeaderLength = 20;
    private const byte ServerSet = 0xFF;

    private readonly long began = Stopwatch.GetTimestamp();

    private static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Sends the command and returns the payload of the answer; what may follow is left on the socket.</summary>
    /// <exception cref="IOException">The other end closed, did not answer in time, or is no runtime.</exception>
    /// <exception cref="RuntimeRefusedException">The runtime answered with an error.</exception>
    public byte[] Send(IpcCommand command, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[HeaderLength + payload.Length];
        Magic.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = command.Set;
        message[17] = command.Id;
        payload.CopyTo(message.AsSpan(HeaderLength));
        Guard(() => socket.Send(message));
        return ReadAnswer();
    }

    /// <summary>Reads exactly so many bytes.</summary>
    /// <exception cref="IOException">The other end closed, or did not send them in time.</exception>
    public byte[] Read(int length)
    {
        byte[] bytes = new byte[length];
        for (int read = 0; read < length;)
        {
            int count = Guard(() => socket.Receive(bytes, read, length - read, SocketFlags.None));
            if (count == 0) throw new IOException("the other end closed the connection");
            read += count;
        }

        return bytes;
    }

    private byte[] ReadAnswer()
    {
        byte[] header = Read(HeaderLength);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderLength;
        if (!header.AsSpan().StartsWith(Magic) || length < 0 || header[16] != ServerSet) throw new IOException("not a diagnostic port");
        byte[] answer = Read(length);
        if (header[17] == 0) return answer;
        throw new RuntimeRefusedException(answer.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(answer) : 0);
    }

    private int Guard(Func<int> operation)
    {
        TimeSpan left = patience - Stopwatch.GetElapsedTime(began);
        if (left <= TimeSpan.Zero) throw Late();
        socket.SendTimeout = socket.ReceiveTimeout = Math.Max(1, (int)left.TotalMilliseconds);
        try
        {
            return operation();
        }
        catch (SocketException late) when (late.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw Late();
        }
        catch (SocketException broken)
        {
            throw new IOException(broken.Message, broken);
        }
        catch (ObjectDisposedException closed)
        {
            throw new IOException("the connection was closed here", closed);
        }
    }

    private IOException Late() => new($"the runtime did not answer within {patience.TotalSeconds:0.#} s");
}
