using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>A listener where a runtime's diagnostic socket should be, with the behaviour of one that is broken.</summary>
internal sealed class LeftSocket : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private LeftSocket(string path)
    {
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(8);
    }

    /// <summary>The name that the process's socket has, or would have.</summary>
    public static string NameFor(ChildProcess child, long startTimeOffset = 0) => string.Create(
        CultureInfo.InvariantCulture, $"dotnet-diagnostic-{child.Pid}-{ProcFile.StartTime(child.Pid) + startTimeOffset}-socket");

    /// <summary>Takes connections and never says anything.</summary>
    public static LeftSocket Silent(string path) => new(path);

    /// <summary>Says something that no runtime would.</summary>
    public static LeftSocket Talkative(string path)
    {
        var left = new LeftSocket(path);
        _ = left.TalkAsync();
        return left;
    }

    /// <summary>The file of a socket that nobody serves.</summary>
    public static void Abandon(string path)
    {
        // The closing deletes the file by the name that it was bound to.
        using var left = new LeftSocket(path + "~");
        File.Move(path + "~", path);
    }

    public void Dispose() => socket.Dispose();

    private async Task TalkAsync()
    {
        try
        {
            while (true) await TalkToAsync(await socket.AcceptAsync());
        }
        catch (SocketException)
        {
            // Closed by the test.
        }
    }

    private static async Task TalkToAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                await connection.SendAsync(Encoding.ASCII.GetBytes("220 mail.example.org ready, and glad of it\r\n"));
            }
            catch (SocketException)
            {
                // It had gone again: somebody only looked whether the socket is served.
            }
        }
    }
}
