using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Delivery;

/// <summary>How notifications went, as the agent's own series. Written by the senders' loops, read by the scrape.</summary>
public sealed class NotificationCounts : IDisposable
{
    private static long lastNumber;

    private readonly Meter meter;
    private readonly Histogram<double> latency;
    private long sent;
    private long failed;
    private long dropped;

    public NotificationCounts()
    {
        meter = new Meter(TargetMeter.MeterNamePrefix + "Notifications." + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture));
        latency = meter.CreateHistogram(
            AgentMetrics.NotificationLatency.Name, AgentMetrics.NotificationLatency.Unit, AgentMetrics.NotificationLatency.Help, tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = AgentMetrics.NotificationBoundaries });
        meter.CreateObservableCounter<double>(
            AgentMetrics.Notifications.Name, () => [Of("sent", Sent), Of("failed", Failed), Of("dropped", Dropped)],
            AgentMetrics.Notifications.Unit, AgentMetrics.Notifications.Help);
    }

    public long Sent => Interlocked.Read(ref sent);

    public long Failed => Interlocked.Read(ref failed);

    public long Dropped => Interlocked.Read(ref dropped);

    public void AddSent(int count) => Interlocked.Add(ref sent, count);

    public void AddFailed(int count) => Interlocked.Add(ref failed, count);

    public void AddDropped(int count) => Interlocked.Add(ref dropped, count);

    /// <param name="sinceTrue">From the fact that makes a rule true to the receiver's yes.</param>
    public void Record(TimeSpan sinceTrue) => latency.Record(sinceTrue.TotalSeconds);

    public void Dispose() => meter.Dispose();

    private static Measurement<double> Of(string result, long count) => new(count, new KeyValuePair<string, object?>("result", result));
}
