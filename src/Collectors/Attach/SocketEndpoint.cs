using System.Net.Sockets;
using System.Text;

namespace GcWatch.Collectors.Attach;

/// <summary>The socket on which a runtime listens.</summary>
/// <param name="path">Where it is as seen from here.</param>
public sealed class SocketEndpoint(string path) : IRuntimeEndpoint
{
    /// <summary>sun_path with its ending zero (unix(7)).</summary>
    public const int LongestPath = 107;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    public string Address => path;

    /// <summary>Tries: a process that was killed leaves its socket behind.</summary>
    public bool IsOpen => Try() != SocketAnswer.NotServed;

    /// <summary>What comes of a connection.</summary>
    internal SocketAnswer Try()
    {
        try
        {
            Connect(Moment).Dispose();
            return SocketAnswer.Served;
        }
        catch (SocketException refused)
        {
            if (refused.SocketErrorCode == SocketError.AccessDenied) return SocketAnswer.Denied;
            return refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable || !File.Exists(path) ? SocketAnswer.NotServed : SocketAnswer.Served;
        }
        catch (IOException)
        {
            return SocketAnswer.NotServed;
        }
    }

    public Socket Connect(TimeSpan patience)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            SendTimeout = (int)patience.TotalMilliseconds,
            ReceiveTimeout = (int)patience.TotalMilliseconds,
        };
        try
        {
            using ShortPath target = ShortPath.To(path);
            socket.Connect(new UnixDomainSocketEndPoint(target.Path));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool IsTooLong(string path) => Encoding.UTF8.GetByteCount(path) > LongestPath;
}

/// <summary>What comes of a connection to a socket.</summary>
internal enum SocketAnswer
{
    NotServed,
    Served,

    /// <summary>This user may not connect: whether anyone serves it is not known.</summary>
    Denied,
}
