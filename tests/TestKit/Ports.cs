using System.Net;
using System.Net.Sockets;

namespace GcWatch.TestKit;

/// <summary>Loopback ports.</summary>
public static class Ports
{
    public static int Free()
    {
        using TcpListener listener = Listen();
        return PortOf(listener);
    }

    /// <summary>A listener on a free port, which keeps it busy.</summary>
    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static int PortOf(TcpListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
