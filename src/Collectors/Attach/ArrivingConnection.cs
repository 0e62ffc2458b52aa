using System.Diagnostics;
using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>A connection that has not said yet who it is. Belongs to the listener's thread.</summary>
internal sealed class ArrivingConnection(Socket socket)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly byte[] bytes = new byte[Advertisement.Length];
    private readonly long arrivedAt = Stopwatch.GetTimestamp();
    private int count;

    public Socket Socket => socket;

    public bool IsLate => Stopwatch.GetElapsedTime(arrivedAt) > Patience;

    /// <summary>Reads what is there, never more than the advertisement. True once there is nothing more to wait for.</summary>
    public bool Read(out Advertisement? advertisement)
    {
        advertisement = null;
        try
        {
            int read = socket.Receive(bytes, count, bytes.Length - count, SocketFlags.None);
            count += read;
            if (read > 0 && count < bytes.Length) return false;
            advertisement = Advertisement.Parse(bytes.AsSpan(0, count));
            return true;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
