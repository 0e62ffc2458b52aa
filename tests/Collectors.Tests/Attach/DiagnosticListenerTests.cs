using System.Buffers.Binary;
using System.Net.Sockets;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>The listener, with runtimes that are played byte for byte: "Advertise" in dotnet/diagnostics' ipc-protocol.md.</summary>
public sealed class DiagnosticListenerTests : IDisposable
{
    private const int HeaderLength = 20;

    private readonly TemporaryFolder folder = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly DiagnosticListener listener;

    public DiagnosticListenerTests() =>
        listener = DiagnosticListener.Start(folder.PathOf("port"), UnixFileMode.UserRead | UnixFileMode.UserWrite, () => arrivals.Release());

    [Fact]
    public async Task A_runtime_is_told_to_go_on_on_its_first_connection_and_its_next_one_is_kept()
    {
        var cookie = Guid.NewGuid();
        using Socket first = Connect(cookie);
        Assert.Equal((4, 1), Command(first));
        Answer(first);

        using Socket second = Connect(cookie);
        await arrivals.WaitAsync(TimeSpan.FromSeconds(10));
        Sighting sighting = Assert.Single(listener.Sightings());

        // What the runtime connected with is still there, and takes the next command.
        using Socket taken = sighting.Endpoint.Connect(TimeSpan.FromSeconds(10));
        taken.Send([42]);
        byte[] received = new byte[1];
        second.ReceiveTimeout = 10_000;
        Assert.Equal(1, second.Receive(received));
        Assert.Equal(42, received[0]);
        Assert.Equal(0, listener.Refused);
    }

    [Fact]
    public async Task A_runtime_whose_idle_connection_ends_is_gone_after_a_moment()
    {
        var cookie = Guid.NewGuid();
        using (Socket first = Connect(cookie))
        {
            Command(first);
            Answer(first);
        }

        using (Connect(cookie)) await arrivals.WaitAsync(TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync("nobody is there", () => !listener.Sightings().Any());
    }

    [Fact]
    public async Task Who_says_something_else_or_nothing_is_sent_away_and_holds_nobody_up()
    {
        using Socket silent = Connect([]);
        using Socket stranger = Connect("GET / HTTP/1.1 and more than thirty-four bytes"u8.ToArray());
        var cookie = Guid.NewGuid();
        using Socket runtime = Connect(cookie);
        Assert.Equal((4, 1), Command(runtime));

        await Eventually.HoldsAsync("both are sent away", () => listener.Refused == 2);
        Assert.Equal(0, silent.Receive(new byte[1]));
    }

    public void Dispose()
    {
        listener.Dispose();
        arrivals.Dispose();
        folder.Dispose();
    }

    private static (int Set, int Id) Command(Socket runtime)
    {
        byte[] header = new byte[HeaderLength];
        runtime.ReceiveTimeout = 10_000;
        Assert.Equal(HeaderLength, runtime.Receive(header));
        Assert.Equal("DOTNET_IPC_V1\0"u8.ToArray(), header[..14]);
        return (header[16], header[17]);
    }

    /// <summary>Success, with the four bytes that ResumeRuntime is answered by.</summary>
    private static void Answer(Socket runtime)
    {
        byte[] answer = new byte[HeaderLength + 4];
        "DOTNET_IPC_V1\0"u8.CopyTo(answer);
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(14), (ushort)answer.Length);
        answer[16] = 0xFF;
        runtime.Send(answer);
    }

    private Socket Connect(Guid cookie)
    {
        byte[] advertisement = new byte[34];
        "ADVR_V1\0"u8.CopyTo(advertisement);
        cookie.TryWriteBytes(advertisement.AsSpan(8));
        BinaryPrimitives.WriteInt64LittleEndian(advertisement.AsSpan(24), 1);
        return Connect(advertisement);
    }

    private Socket Connect(byte[] says)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(listener.Path));
        socket.Send(says);
        return socket;
    }
}
