using System.Net;
using System.Net.Sockets;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Serving;

/// <summary>From the options to a socket that listens.</summary>
internal static class Listening
{
    private const int Backlog = 128;

    public static bool IsEverywhere(MetricsOptions metrics) => metrics.Address is "*" or "+" or "0.0.0.0" or "::";

    /// <exception cref="MetricsPortException">The address or port cannot be listened on.</exception>
    public static Socket Open(MetricsOptions metrics)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(Resolve(metrics), metrics.Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception refused) when (refused is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new MetricsPortException($"cannot listen on {metrics.Address}:{metrics.Port} ({refused.Message}); choose another with --metrics-port", refused);
        }
    }

    private static IPAddress Resolve(MetricsOptions metrics)
    {
        if (IsEverywhere(metrics)) return IPAddress.Any;
        return Dns.GetHostAddresses(metrics.Address, AddressFamily.InterNetwork).FirstOrDefault()
            ?? throw new ArgumentException("it has no IPv4 address");
    }
}
