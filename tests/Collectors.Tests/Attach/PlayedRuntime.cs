using System.Buffers.Binary;
using System.Net.Sockets;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>A runtime's side of a diagnostic port, byte for byte: "Advertise" in dotnet/diagnostics' ipc-protocol.md.</summary>
internal static class PlayedRuntime
{
    private const int HeaderLength = 20;

    public static Socket Connect(string path, Guid cookie)
    {
        byte[] advertisement = new byte[34];
        "ADVR_V1\0"u8.CopyTo(advertisement);
        cookie.TryWriteBytes(advertisement.AsSpan(8));
        BinaryPrimitives.WriteInt64LittleEndian(advertisement.AsSpan(24), 1);
        return Connect(path, advertisement);
    }

    public static Socket Connect(string path, byte[] says)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send(says);
        return socket;
    }

    public static (int Set, int Id) Command(Socket runtime) => Command(runtime, out _);

    public static (int Set, int Id) Command(Socket runtime, out byte[] payload)
    {
        byte[] header = new byte[HeaderLength];
        Assert.Equal(HeaderLength, runtime.Receive(header));
        Assert.Equal("DOTNET_IPC_V1\0"u8.ToArray(), header[..14]);
        payload = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderLength];
        if (payload.Length > 0) Assert.Equal(payload.Length, runtime.Receive(payload));
        return (header[16], header[17]);
    }

    /// <summary>Success, with the four bytes that ResumeRuntime and SetEnvironmentVariable are answered by.</summary>
    public static void Answer(Socket runtime)
    {
        byte[] answer = new byte[HeaderLength + 4];
        "DOTNET_IPC_V1\0"u8.CopyTo(answer);
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(14), (ushort)answer.Length);
        answer[16] = 0xFF;
        runtime.Send(answer);
    }
}
