using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// The one diagnostic command that the client library keeps to itself: ProcessInfo2 (command set 4, id 4), answered by every runtime
/// from .NET 6 on and by native AOT. Layout: dotnet/diagnostics documentation/design-docs/ipc-protocol.md.
/// </summary>
internal static class DiagnosticPort
{
    private const int HeaderLength = 20;
    private const byte ProcessCommandSet = 4;
    private const byte ProcessInfo2 = 4;
    private const byte ServerCommandSet = 0xFF;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <exception cref="SocketException">Nobody listens, or this user may not connect.</exception>
    /// <exception cref="IOException">The other end closed, answered with an error, or did not answer within 2 s.</exception>
    public static async Task<RuntimeIdentity> AskAsync(string socketPath, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), patience.Token).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await stream.WriteAsync(Request(), patience.Token).ConfigureAwait(false);
            return await ReadAnswerAsync(stream, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"the runtime did not answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static byte[] Request()
    {
        byte[] request = new byte[HeaderLength];
        Magic.CopyTo(request);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), HeaderLength);
        request[16] = ProcessCommandSet;
        request[17] = ProcessInfo2;
        return request;
    }

    private static async Task<RuntimeIdentity> ReadAnswerAsync(NetworkStream stream, CancellationToken cancellation)
    {
        byte[] header = new byte[HeaderLength];
        await stream.ReadExactlyAsync(header, cancellation).ConfigureAwait(false);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderLength;
        if (!header.AsSpan().StartsWith(Magic) || length < 0) throw new IOException("not a diagnostic port");
        byte[] payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellation).ConfigureAwait(false);
        if (header[16] != ServerCommandSet || header[17] != 0) throw new IOException("the runtime refused to identify itself");
        return Parse(payload);
    }

    /// <summary>u64 pid, 16-byte cookie, then counted UTF-16 strings: command line, OS, architecture, entry assembly, version.</summary>
    private static RuntimeIdentity Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 24) throw new IOException("the runtime's answer is too short");
        long pid = BinaryPrimitives.ReadInt64LittleEndian(payload);
        var cookie = new Guid(payload[8..24]);
        payload = payload[24..];
        string commandLine = ReadString(ref payload);
        ReadString(ref payload);
        ReadString(ref payload);
        string entryAssembly = ReadString(ref payload);
        string version = ReadString(ref payload);
        int suffix = version.AsSpan().IndexOfAny(' ', '+');
        return new RuntimeIdentity(pid, cookie, commandLine, entryAssembly, suffix < 0 ? version : version[..suffix]);
    }

    private static string ReadString(ref ReadOnlySpan<byte> payload)
    {
        uint characters = payload.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(payload) : uint.MaxValue;
        if (characters > (payload.Length - 4) / 2) throw new IOException("the runtime's answer is damaged");
        ReadOnlySpan<byte> bytes = payload.Slice(4, (int)characters * 2);
        payload = payload[(4 + bytes.Length)..];
        return Encoding.Unicode.GetString(bytes).TrimEnd('\0');
    }
}
