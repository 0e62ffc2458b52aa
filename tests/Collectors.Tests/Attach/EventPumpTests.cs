using System.Net.Sockets;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>The reader of a live stream, with streams that are none. Apart from the other tests: it counts this process's own threads and handles.</summary>
[Collection(nameof(RunsAlone))]
public sealed class EventPumpTests : IDisposable
{
    private const int Streams = 10_000;
    private const int AtOnce = 4;
    private const int WarmUp = 200;
    private const long SpareBytes = 5_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private readonly DamagedStream damaged = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ten_thousand_streams_of_garbage_each_end_their_pump_and_leave_nothing_behind()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var address = new UnixDomainSocketEndPoint(folder.PathOf("socket"));
        listener.Bind(address);
        listener.Listen();
        await RunAllAsync(listener, address, 0, WarmUp);
        // What is resident is left to the collector of this process; what is alive is counted instead.
        ProcessFootprint before = ProcessFootprint.Of(Environment.ProcessId) with { ResidentBytes = long.MaxValue / 2 };
        long alive = GC.GetTotalMemory(forceFullCollection: true);

        IReadOnlyList<StreamEnd> ends = await RunAllAsync(listener, address, WarmUp, Streams);

        Assert.Equal(Streams, ends.Count);
        Assert.InRange(ends.Count(end => end.Fault is null), 1, Streams - 1);
        await before.ReturnsAsync(Environment.ProcessId);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, alive + SpareBytes);
    }

    /// <summary>The only place that knows how a pump is made.</summary>
    private static EventPump CreatePump(Socket socket, IGcEventReceiver receiver) => new(new EventSession(socket, port: null, id: 0), receiver, copy: null);

    private async Task<IReadOnlyList<StreamEnd>> RunAllAsync(Socket listener, UnixDomainSocketEndPoint address, int firstSeed, int count)
    {
        var ends = new List<StreamEnd>(count);
        foreach (int[] seeds in Enumerable.Range(firstSeed, count).Chunk(AtOnce))
        {
            var running = new List<Task<StreamEnd>>();
            foreach (int seed in seeds)
            {
                var sender = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await sender.ConnectAsync(address);
                running.Add(RunAsync(sender, await listener.AcceptAsync(), damaged.For(seed)));
            }

            ends.AddRange(await Task.WhenAll(running));
        }

        return ends;
    }

    private static async Task<StreamEnd> RunAsync(Socket sender, Socket receiver, byte[] bytes)
    {
        await using EventPump pump = CreatePump(receiver, new DeafReceiver());
        pump.Start();
        await SendAsync(sender, bytes).WaitAsync(Patience);
        return await pump.Ended.WaitAsync(Patience);
    }

    /// <summary>A pump that has had enough closes its end.</summary>
    private static async Task SendAsync(Socket sender, byte[] bytes)
    {
        using (sender)
        {
            try
            {
                await sender.SendAsync(bytes);
            }
            catch (SocketException)
            {
                // It has closed.
            }
        }
    }

    private sealed class DeafReceiver : IGcEventReceiver
    {
        public void Take(GcEvent gcEvent)
        {
            // What a damaged stream says is of no interest here.
        }
    }
}

/// <summary>Tests that look at their own process run when no others do.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
