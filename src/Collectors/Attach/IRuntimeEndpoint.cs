using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>A way to one runtime: its own socket, or the connections that it makes to ours.</summary>
public interface IRuntimeEndpoint
{
    /// <summary>What to show people: a path.</summary>
    string Address { get; }

    /// <summary>False once it is certain that no connection will come about here any more.</summary>
    bool IsOpen { get; }

    /// <summary>A connection for one command, blocking; the caller owns it.</summary>
    /// <exception cref="SocketException">Nobody listens there, or this user may not connect.</exception>
    /// <exception cref="IOException">The runtime did not come within <paramref name="patience"/>.</exception>
    Socket Connect(TimeSpan patience);
}
