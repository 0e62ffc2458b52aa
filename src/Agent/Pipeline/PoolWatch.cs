using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;
using GcWatch.Exporters;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Counts one process's use of its array pools for its whole life, in a session of its own beside that for its collections; opens it again where it
/// breaks. Settled by the loop of the other session.
/// </summary>
internal sealed class PoolWatch(Target target, string process, PoolCounting mode, TimeSpan heartbeat, WatchTools tools) : IAsyncDisposable
{
    private readonly PoolCounter? counter = CounterFor(mode);
    private readonly CancellationTokenSource stop = new();
    private Task? counting;

    /// <summary>The report with what was counted so far; begins to count at the first one, when the session for collections is open.</summary>
    public GcReport Settle(GcReport report)
    {
        if (counter is null) return report;
        counting ??= Task.Run(() => CountAsync(counter));
        return report with { Pools = counter.Read() };
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (counting is not null) await counting.ConfigureAwait(false);
        stop.Dispose();
    }

    private static PoolCounter? CounterFor(PoolCounting mode) => mode switch
    {
        PoolCounting.Off => null,
        PoolCounting.Misses => new PoolCounter(countsRents: false),
        PoolCounting.Turnover => new PoolCounter(countsRents: true),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a mode"),
    };

    private async Task CountAsync(PoolCounter counts)
    {
        var backOff = BackOff.BetweenAttempts();
        try
        {
            while (true)
            {
                string? fault = await counts.CountAsync(target, heartbeat, stop.Token).ConfigureAwait(false);
                TimeSpan delay = backOff.Take();
                if (await Departure.WaitAsync(target.Sighting, delay, tools.Time, stop.Token).ConfigureAwait(false) || stop.IsCancellationRequested) return;
                tools.Log.PoolsFailed(process, fault ?? "the event stream ended", delay);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop before the session was open.
        }
    }
}
