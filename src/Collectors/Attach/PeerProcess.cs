using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GcWatch.Collectors.Attach;

/// <summary>Who is at the other end of a Unix socket, by SO_PEERCRED (unix(7)): told by the kernel, in our own pid namespace.</summary>
internal static class PeerProcess
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>Pid 0 where the process is not in our pid namespace.</summary>
    public static ProcessKey Of(Socket socket)
    {
        Span<int> credentials = stackalloc int[3];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        int pid = credentials[0];
        return pid > 0 && ProcFile.StartTime(pid) is { } startTime ? new ProcessKey(pid, startTime) : default;
    }
}
