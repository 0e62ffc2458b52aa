using System.Net.Sockets;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>An open event session: the socket on which the runtime sends its stream, and the way to end it.</summary>
internal sealed class EventSession(Socket socket, RuntimePort? port, ulong id) : IDisposable
{
    /// <summary>Blocking, and never read asynchronously: see <see cref="IpcExchange"/>.</summary>
    public Socket Socket => socket;

    /// <summary>
    /// Asks the runtime to end the session: it then sends the tail of the stream and closes. The stream must be read meanwhile, or
    /// this blocks to its patience (dotnet/diagnostics#5628). False if the runtime did not do so.
    /// </summary>
    public async Task<bool> TryStopAsync(TimeSpan patience)
    {
        if (port is null) return false;
        try
        {
            await BlockingCall.RunAsync(() => port.Stop(id, patience)).WaitAsync(patience).ConfigureAwait(false);
            return true;
        }
        catch (Exception gone) when (gone is IOException or SocketException or RuntimeRefusedException or TimeoutException)
        {
            // Stopped, gone or stuck. Cutting the stream is what is left, and the runtime then frees the session itself.
            return false;
        }
    }

    /// <summary>Ends the stream at this end, from any thread: a reader that waits on it sees its end.</summary>
    public void Cut()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // It had ended already.
        }
    }

    public void Dispose() => socket.Dispose();
}
