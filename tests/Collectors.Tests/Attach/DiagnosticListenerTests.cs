using System.Net.Sockets;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>The listener, with runtimes that are played byte for byte.</summary>
public sealed class DiagnosticListenerTests : IDisposable
{
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
        Assert.Equal((4, 1), PlayedRuntime.Command(first));
        PlayedRuntime.Answer(first);

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
            PlayedRuntime.Command(first);
            PlayedRuntime.Answer(first);
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
        Assert.Equal((4, 1), PlayedRuntime.Command(runtime));

        await Eventually.HoldsAsync("both are sent away", () => listener.Refused == 2);
        Assert.Equal(0, silent.Receive(new byte[1]));
    }

    public void Dispose()
    {
        listener.Dispose();
        arrivals.Dispose();
        folder.Dispose();
    }

    private Socket Connect(Guid cookie) => PlayedRuntime.Connect(listener.Path, cookie);

    private Socket Connect(byte[] says) => PlayedRuntime.Connect(listener.Path, says);
}
