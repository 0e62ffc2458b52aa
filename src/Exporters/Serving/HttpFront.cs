using System.Collections.Concurrent;
using System.Net.Sockets;

namespace GcWatch.Exporters.Serving;

/// <summary>
/// Takes connections, and keeps their number bounded: where there are too many, the one that has been at the same thing longest is
/// closed, so that clients that hang cannot keep others out. One task takes them; each has a task of its own.
/// </summary>
internal sealed class HttpFront(Socket listener, ServingLimits limits, Func<RequestHead?, HttpConnection, Task> answer, TimeProvider time) : IDisposable
{
    /// <summary>After the system had no socket to give: trying again at once would only spin.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MostClosing = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<HttpConnection, Task> connections = [];
    private readonly CancellationTokenSource stop = new();
    private Task accepting = Task.CompletedTask;
    private long refused;

    /// <summary>Connections closed without a word, because all others were younger than a second.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public int Open => connections.Count;

    public void Start() => accepting = AcceptAsync();

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        foreach (HttpConnection connection in connections.Keys) connection.Abort();
        Task all = Task.WhenAll([accepting, .. connections.Values]);
        all.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(MostClosing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Take(await listener.AcceptAsync(stop.Token).ConfigureAwait(false));
            }
            catch (Exception passing) when (passing is SocketException or IOException && !stop.IsCancellationRequested)
            {
                await Task.Delay(Breath, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
            {
                return;
            }
        }
    }

    private void Take(Socket client)
    {
        if (connections.Count >= limits.Connections && !MakeRoom())
        {
            Interlocked.Increment(ref refused);
            client.Dispose();
            return;
        }

        // Entered before it runs: it takes itself out at its end.
        var connection = new HttpConnection(client, limits, time);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connections[connection] = ServeAsync(connection, entered.Task);
        entered.SetResult();
    }

    private bool MakeRoom()
    {
        HttpConnection? oldest = connections.Keys.MaxBy(connection => connection.Age);
        if (oldest is null || oldest.Age < limits.Settled) return false;
        connections.TryRemove(oldest, out _);
        oldest.Abort();
        return true;
    }

    private async Task ServeAsync(HttpConnection connection, Task entered)
    {
        await entered.ConfigureAwait(false);
        try
        {
            await connection.RunAsync(answer).ConfigureAwait(false);
        }
        finally
        {
            connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
