using System.Net.Sockets;
using System.Runtime.Versioning;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>How a diagnostic port can be of no help.</summary>
public enum Manner
{
    /// <summary>It takes connections and never answers.</summary>
    Silent,

    /// <summary>Nobody listens any more.</summary>
    Refusing,

    /// <summary>It answers something that is no answer.</summary>
    Babbling,

    /// <summary>It begins an answer and stalls.</summary>
    Stalling,

    /// <summary>It closes each connection at once.</summary>
    Closing,
}

/// <summary>The rows of the tests: every manner.</summary>
public static class Manners
{
    public static TheoryData<Manner> All => [.. Enum.GetValues<Manner>()];
}

/// <summary>A real socket with the name of a living process's diagnostic port, served by the test.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnhelpfulPort : IDisposable
{
    private readonly Manner manner;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> taken = [];
    private readonly string path;
    private int connections;

    public UnhelpfulPort(string path, Manner manner)
    {
        this.path = path;
        this.manner = manner;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        if (manner == Manner.Refusing) return;
        listener.Listen();
        _ = ServeAsync();
    }

    /// <summary>How often somebody has connected.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>The first bytes of a true answer: a header that promises 480 bytes, and 12 of them.</summary>
    private static byte[] HalfAnAnswer => [.. "DOTNET_IPC_V1\0"u8, 0xF4, 0x01, 0xFF, 0x00, 0, 0, .. new byte[12]];

    private static byte[] Garbage
    {
        get
        {
            byte[] garbage = new byte[4096];
            new Random(17).NextBytes(garbage);
            return garbage;
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        File.Delete(path);
        foreach (Socket connection in taken) connection.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                Socket connection = await listener.AcceptAsync();
                taken.Add(connection);
                Interlocked.Increment(ref connections);
                Answer(connection);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(Socket connection)
    {
        switch (manner)
        {
            case Manner.Silent:
                break;
            case Manner.Babbling:
                connection.Send(Garbage);
                break;
            case Manner.Stalling:
                connection.Send(HalfAnAnswer);
                break;
            case Manner.Closing:
                connection.Dispose();
                break;
            default:
                throw new InvalidOperationException($"{manner} takes no connection");
        }
    }
}
