using System.Net.Sockets;
using System.Text;

namespace GcWatch.Exporters.Tests.Serving;

/// <summary>A client that does just what it is told, and so may do what no proper one does.</summary>
internal sealed class RawClient : IDisposable
{
    /// <summary>Little room, so that an answer gets stuck in the server soon.</summary>
    private const int SmallBuffer = 4096;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallBuffer };

    public static async Task<RawClient> ConnectAsync(Uri url)
    {
        var client = new RawClient();
        await client.socket.ConnectAsync(url.Host, url.Port);
        return client;
    }

    /// <summary>Connects and asks for the metrics, and reads nothing.</summary>
    public static async Task<RawClient> AskAsync(Uri url)
    {
        RawClient client = await ConnectAsync(url);
        await client.SendAsync("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return client;
    }

    public async Task SendAsync(string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None);

    /// <summary>Reads the beginning of an answer.</summary>
    public async Task ReadSomeAsync() => await socket.ReceiveAsync(new byte[100], SocketFlags.None);

    /// <summary>Reads to the end of the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (await socket.ReceiveAsync(buffer, SocketFlags.None) is > 0 and var count) text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return text.ToString();
    }

    /// <summary>Whether the server has closed the connection, read to its end or cut off.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            await ReadToEndAsync();
            return true;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Dispose() => socket.Dispose();
}
