using System.Collections.Immutable;
using GcWatch.Analysis;
using GcWatch.Exporters.Delivery;
using GcWatch.Exporters.Servers;
using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>
/// Tells every Alertmanager which rules fire. Each has a queue and a loop of its own: one that is slow or away does not keep an alert from
/// the others.
/// </summary>
public sealed class AlertmanagerSink : IReportSink, IAsyncDisposable
{
    /// <summary>Alerts in one post: some 60 KB.</summary>
    private const int Batch = 64;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly AlertBook book;
    private readonly HttpClient client;
    private readonly NotificationCounts counts;
    private readonly ImmutableArray<BatchingSink<AlertKey, DirectAlert>> receivers;

    private AlertmanagerSink(AlertmanagerOptions options, Uri? agent, TimeProvider time, ILogger log, bool mayPage)
    {
        client = ServerClient.Create(new ServerAccess("Alertmanager", options.Timeout, options.BearerTokenFile, options.CaFile));
        counts = new NotificationCounts();
        var text = new AlertText(options, agent, mayPage);
        book = new AlertBook(options.ResendInterval, text.IsTold, time);
        var limits = new BatchLimits(options.QueueLimit, Batch, ShortestWait, LongestWait);
        receivers =
        [
            .. options.Urls.Distinct().Select(url => new BatchingSink<AlertKey, DirectAlert>(
                new AlertmanagerReceiver(new Uri(url), client, text, counts, time), limits, counts, time, log)),
        ];
        foreach (BatchingSink<AlertKey, DirectAlert> receiver in receivers) receiver.Start();
    }

    /// <summary>Null where no Alertmanager is configured: then nothing is made.</summary>
    /// <param name="options">Where to send, what and how often.</param>
    /// <param name="agent">Where the agent's own figures are, for the way back.</param>
    /// <param name="time">The wall clock: Alertmanager has no other.</param>
    /// <param name="log">The agent's log.</param>
    /// <param name="mayPage">Whether a critical alert carries page="true".</param>
    /// <exception cref="ServerAccessException">A file that is named cannot be read.</exception>
    public static AlertmanagerSink? Open(AlertmanagerOptions options, Uri? agent, TimeProvider time, ILogger log, bool mayPage = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Urls.Count == 0 ? null : new AlertmanagerSink(options, agent, time, log, mayPage);
    }

    public void Take(GcReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Tell(book.Read(report));
    }

    public void Forget(TargetIdentity target) => Tell(book.Forget(target));

    /// <summary>What waits is sent once more, for no longer than <paramref name="patience"/>; what fires goes on firing until it lapses.</summary>
    public Task StopAsync(TimeSpan patience) => Task.WhenAll(receivers.Select(receiver => receiver.StopAsync(patience)));

    public async ValueTask DisposeAsync()
    {
        foreach (BatchingSink<AlertKey, DirectAlert> receiver in receivers) await receiver.DisposeAsync().ConfigureAwait(false);
        client.Dispose();
        counts.Dispose();
    }

    private void Tell(IReadOnlyList<DirectAlert> alerts)
    {
        foreach (DirectAlert alert in alerts)
        {
            foreach (BatchingSink<AlertKey, DirectAlert> receiver in receivers) receiver.Offer(alert.Key, alert);
        }
    }
}
