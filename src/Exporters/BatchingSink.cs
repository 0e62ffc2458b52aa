using GcWatch.Exporters.Delivery;
using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters;

/// <summary>
/// Delivers to one receiver what is offered, in batches, by one loop: the latest item of each key, again after a wait that doubles where
/// the receiver cannot take it, never again where it refuses. What cannot wait or is refused is counted as dropped, and said once.
/// </summary>
public sealed class BatchingSink<TKey, TItem>(
    IReceiver<TItem> receiver, BatchLimits limits, NotificationCounts counts, TimeProvider time, ILogger log) : IAsyncDisposable
    where TKey : notnull
{
    private readonly LatestQueue<TKey, TItem> queue = new(limits.Waiting);
    private readonly BackOff backOff = new(limits.ShortestWait, limits.LongestWait);
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource abandoning = new();
    private Task loop = Task.CompletedTask;
    private bool isDown;
    private bool toldOfRefusal;

    /// <summary>Returns at once. May be called from anywhere.</summary>
    public void Offer(TKey key, TItem item)
    {
        if (!queue.Offer(key, item)) counts.AddDropped(1);
    }

    public void Start() => loop = Task.Run(RunAsync);

    /// <summary>Tries once more to deliver what waits, for no longer than <paramref name="patience"/>; the rest is dropped.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        await closing.CancelAsync().ConfigureAwait(false);
        queue.Close();

        // Waited for at its end: it must not run when what it cancels is disposed of.
        ITimer deadline = time.CreateTimer(_ => abandoning.Cancel(), null, patience, Timeout.InfiniteTimeSpan);
        await using (deadline.ConfigureAwait(false)) await loop.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        closing.Dispose();
        abandoning.Dispose();
    }

    private async Task RunAsync()
    {
        while (await queue.HasItemsAsync().ConfigureAwait(false))
        {
            IReadOnlyList<KeyValuePair<TKey, TItem>> taken = queue.Take(limits.Batch);
            TimeSpan wait = await DeliverAsync(taken).ConfigureAwait(false);
            if (wait == TimeSpan.Zero) continue;
            if (closing.IsCancellationRequested) break;
            counts.AddDropped(queue.Return(taken));
            await Task.Delay(wait, time, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        counts.AddDropped(queue.Count);
    }

    /// <summary>How long to wait before the same is tried again; zero if it is settled.</summary>
    private async Task<TimeSpan> DeliverAsync(IReadOnlyList<KeyValuePair<TKey, TItem>> taken)
    {
        DeliveryOutcome outcome = await AttemptAsync([.. taken.Select(entry => entry.Value)]).ConfigureAwait(false);
        switch (outcome)
        {
            case DeliveryOutcome.Accepted:
                counts.AddSent(taken.Count);
                Settle();
                return TimeSpan.Zero;
            case DeliveryOutcome.Refused { Reason: var reason }:
                counts.AddFailed(taken.Count);
                counts.AddDropped(taken.Count);
                if (!toldOfRefusal) log.NotificationRefused(receiver.Name, reason);
                toldOfRefusal = true;
                Settle();
                return TimeSpan.Zero;
            case DeliveryOutcome.Unavailable { Reason: var reason, RetryAfter: var wish }:
                counts.AddFailed(taken.Count);
                return Postpone(reason, wish ?? TimeSpan.Zero, taken.Count);
            default:
                throw new ArgumentOutOfRangeException(nameof(taken), outcome, "not one of the closed set");
        }
    }

    private async Task<DeliveryOutcome> AttemptAsync(TItem[] batch)
    {
        try
        {
            return await receiver.DeliverAsync(batch, abandoning.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abandoning.IsCancellationRequested)
        {
            return new DeliveryOutcome.Unavailable("the agent stops", null);
        }
    }

    private TimeSpan Postpone(string reason, TimeSpan wish, int count)
    {
        TimeSpan wait = backOff.Take();
        if (wish > wait) wait = wish < limits.LongestWait ? wish : limits.LongestWait;
        if (closing.IsCancellationRequested) counts.AddDropped(count);
        else if (!isDown) log.ReceiverDown(receiver.Name, reason, wait);
        isDown = true;
        return wait;
    }

    /// <summary>The receiver answers.</summary>
    private void Settle()
    {
        backOff.Reset();
        if (isDown) log.ReceiverBack(receiver.Name);
        isDown = false;
    }
}
