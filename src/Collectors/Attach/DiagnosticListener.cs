using System.Collections.Concurrent;
using System.Net.Sockets;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// A diagnostic port that any number of runtimes connect to (DOTNET_DiagnosticPorts=path,nosuspend). One thread accepts, tells
/// runtimes from others, and sees idle connections end; it never waits for one of them.
/// </summary>
public sealed class DiagnosticListener : IDisposable
{
    private const int MostArriving = 512;
    private const int MostRuntimes = 1000;

    /// <summary>What goes wrong at once goes wrong again at once: never in a tight loop.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(2);

    private readonly Socket socket;
    private readonly Action arrived;
    private readonly Func<Sighting, Task>? beforeResume;
    private readonly ConcurrentDictionary<Guid, ReverseEndpoint> runtimes = [];
    private readonly List<ArrivingConnection> arriving = [];
    private volatile bool isStopped;
    private long refused;

    private DiagnosticListener(string path, Socket socket, Action arrived, Func<Sighting, Task>? beforeResume)
    {
        Path = path;
        this.socket = socket;
        this.arrived = arrived;
        this.beforeResume = beforeResume;
    }

    public string Path { get; }

    /// <summary>Connections that were no runtime's, or one too many.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <param name="path">Where to listen.</param>
    /// <param name="mode">Who may connect.</param>
    /// <param name="arrived">Called on the listener's thread when a runtime has connected for the first time; must return at once.</param>
    /// <param name="beforeResume">
    /// What is to be done with a runtime before it is told to go on; on any thread, for several at once, and again for one that did not
    /// answer. It must not fail. The runtime goes on after two seconds whatever comes of it. Null for nothing.
    /// </param>
    /// <exception cref="ListenException">It cannot be listened on.</exception>
    public static DiagnosticListener Start(string path, UnixFileMode mode, Action arrived, Func<Sighting, Task>? beforeResume = null)
    {
        var listener = new DiagnosticListener(path, ListeningSocket.Open(path, mode), arrived, beforeResume);
        new Thread(listener.Run) { IsBackground = true, Name = "gcwatch-listen" }.Start();
        return listener;
    }

    /// <summary>The runtimes that are connected, or have been a moment ago.</summary>
    public IEnumerable<Sighting> Sightings() =>
        runtimes.Values.Where(runtime => runtime.Greeting == Greeting.Done && runtime.IsOpen).Select(runtime => new Sighting(runtime.Process, runtime));

    public void Dispose()
    {
        if (isStopped) return;
        isStopped = true;
        socket.Dispose();
        if (File.Exists(Path)) File.Delete(Path);
        foreach (ReverseEndpoint runtime in runtimes.Values) runtime.Close();
    }

    private void Run()
    {
        while (!isStopped)
        {
            try
            {
                Serve(WaitForAny());
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                // A connection was closed or put to use while it was waited on, or there is no room for one more: the next round waits anew.
                Task.Delay(ShortWait, TimeProvider.System).Wait();
            }

            Prune();
        }

        foreach (ArrivingConnection connection in arriving) connection.Socket.Dispose();
    }

    private List<Socket> WaitForAny()
    {
        List<Socket> waited = [socket, .. arriving.Select(connection => connection.Socket), .. runtimes.Values.Select(runtime => runtime.Idle).OfType<Socket>()];
        Socket.Select(waited, null, null, LongestWait);
        return waited;
    }

    private void Serve(List<Socket> ready)
    {
        var those = new HashSet<Socket>(ready);
        if (those.Contains(socket)) Accept();

        // First those that were idle: one that arrives now becomes idle, and it was readable for what it said of itself.
        foreach (ReverseEndpoint runtime in runtimes.Values)
        {
            if (runtime.Idle is { } idle && those.Contains(idle)) runtime.Drop(idle);
        }

        foreach (ArrivingConnection connection in arriving.Where(connection => those.Contains(connection.Socket)).ToArray()) Identify(connection);
    }

    private void Accept()
    {
        Socket connection = socket.Accept();
        if (arriving.Count < MostArriving) arriving.Add(new ArrivingConnection(connection));
        else Refuse(connection);
    }

    private void Identify(ArrivingConnection connection)
    {
        if (!connection.Read(out Advertisement? advertisement)) return;
        arriving.Remove(connection);
        if (advertisement is not { } known || (runtimes.Count >= MostRuntimes && !runtimes.ContainsKey(known.Cookie)))
        {
            Refuse(connection.Socket);
            return;
        }

        ReverseEndpoint runtime = runtimes.GetOrAdd(known.Cookie, cookie => new ReverseEndpoint(Path, cookie, PeerProcess.Of(connection.Socket)));
        runtime.Offer(connection.Socket);
        if (runtime.Greeting != Greeting.None) return;
        runtime.Greeting = Greeting.UnderWay;
        _ = GreetAsync(runtime);
    }

    /// <summary>
    /// A runtime that was started with "suspend", which is the default, stands still until it is told to go on: before anything else but what
    /// the owner wants to have done first, and whether or not it will be watched. One that runs takes no notice.
    /// </summary>
    private async Task GreetAsync(ReverseEndpoint runtime)
    {
        try
        {
            await PrepareAsync(runtime).ConfigureAwait(false);
            await BlockingCall.RunAsync(() => new RuntimePort(runtime).Resume(GreetingPatience)).ConfigureAwait(false);
            runtime.Greeting = Greeting.Done;
            if (!isStopped) arrived();
        }
        catch (Exception silent) when (silent is IOException or SocketException or RuntimeRefusedException)
        {
            // It is greeted again when it next connects; if it never does, it is not there.
            runtime.Greeting = Greeting.None;
        }
    }

    private async Task PrepareAsync(ReverseEndpoint runtime)
    {
        if (beforeResume is null) return;
        await Task.WhenAny(beforeResume(new Sighting(runtime.Process, runtime)), Task.Delay(GreetingPatience, TimeProvider.System)).ConfigureAwait(false);
    }

    private void Refuse(Socket connection)
    {
        Interlocked.Increment(ref refused);
        connection.Dispose();
    }

    private void Prune()
    {
        foreach (ArrivingConnection late in arriving.Where(connection => connection.IsLate).ToArray())
        {
            arriving.Remove(late);
            Refuse(late.Socket);
        }

        foreach (ReverseEndpoint gone in runtimes.Values.Where(runtime => runtime.IsForgotten))
        {
            if (runtimes.TryRemove(gone.Cookie, out _)) gone.Close();
        }
    }
}
