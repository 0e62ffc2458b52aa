using System.Net.Sockets;
using System.Text;

namespace GcWatch.Collectors.Attach;

/// <summary>The socket on which a runtime listens.</summary>
/// <param name="path">Where it is as seen from here.</param>
public sealed class SocketEndpoint(string path) : IRuntimeEndpoint
{
    /// <summary>sun_path with its ending zero (unix(7)).</summary>
    public const int LongestPath = 107;

    public string Address => path;

    /// <summary>Tries: a process that was killed leaves its socket behind.</summary>
    public bool IsOpen => FoundSocket.At(path).Condition is SocketCondition.Served or SocketCondition.Denied;

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
