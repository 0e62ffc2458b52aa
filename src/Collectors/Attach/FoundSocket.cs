using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>How a socket takes a connection.</summary>
internal enum SocketCondition
{
    /// <summary>Somebody listens.</summary>
    Served,

    /// <summary>Nobody listens any more.</summary>
    Refused,

    /// <summary>This user may not connect.</summary>
    Denied,

    /// <summary>There is none.</summary>
    Missing,
}

/// <summary>A socket, and whether it can be connected to.</summary>
internal sealed record FoundSocket(string Path, SocketCondition Condition)
{
    /// <summary>Who listens there; pid 0 where that is nobody, or is not to be seen from here.</summary>
    public ProcessKey Server { get; private init; }

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    /// <summary>Connects and goes away again: a runtime takes no notice, a tool that listens for runtimes counts one that was none.</summary>
    public static FoundSocket At(string path)
    {
        try
        {
            using Socket connection = new SocketEndpoint(path).Connect(Moment);
            return new FoundSocket(path, SocketCondition.Served) { Server = PeerProcess.Of(connection) };
        }
        catch (SocketException failed)
        {
            return new FoundSocket(path, ConditionOf(failed.SocketErrorCode, path));
        }
        catch (IOException)
        {
            return new FoundSocket(path, SocketCondition.Missing);
        }
    }

    /// <summary>
    /// One that is served by a process that stands still may be full: then the connection is late, not refused. Any other error is ours, such as too
    /// many open files, and says nothing of a socket that is there.
    /// </summary>
    private static SocketCondition ConditionOf(SocketError error, string path) => error switch
    {
        SocketError.ConnectionRefused => SocketCondition.Refused,
        SocketError.AccessDenied => SocketCondition.Denied,
        // What .NET calls ENOENT. A link to a socket that is gone is there all the same.
        SocketError.AddressNotAvailable => SocketCondition.Missing,
        _ => File.Exists(path) ? SocketCondition.Served : SocketCondition.Missing,
    };
}
