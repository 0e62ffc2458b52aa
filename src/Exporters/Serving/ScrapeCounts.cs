using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Serving;

/// <summary>How scrapes went, as the server's own series.</summary>
internal sealed class ScrapeCounts : IDisposable
{
    private static long lastNumber;

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private long served;
    private long aborted;
    private long lastLength;

    /// <param name="refused">Read at each collection.</param>
    public ScrapeCounts(Func<long> refused)
    {
        meter = new Meter(TargetMeter.MeterNamePrefix + "Serving." + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture));
        duration = meter.CreateHistogram(
            AgentMetrics.ScrapeDuration.Name, AgentMetrics.ScrapeDuration.Unit, AgentMetrics.ScrapeDuration.Help, tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = AgentMetrics.ScrapeBoundaries });
        meter.CreateObservableGauge<double>(
            AgentMetrics.ScrapeSize.Name, () => ServedSoFar > 0 ? [new(Interlocked.Read(ref lastLength))] : [],
            AgentMetrics.ScrapeSize.Unit, AgentMetrics.ScrapeSize.Help);
        meter.CreateObservableCounter<double>(
            AgentMetrics.Scrapes.Name, () => [Of("served", ServedSoFar), Of("aborted", Interlocked.Read(ref aborted)), Of("refused", refused())],
            AgentMetrics.Scrapes.Unit, AgentMetrics.Scrapes.Help);
    }

    public void Served(TimeSpan took, long length)
    {
        duration.Record(took.TotalSeconds);
        Interlocked.Increment(ref served);
        Interlocked.Exchange(ref lastLength, length);
    }

    public void Aborted() => Interlocked.Increment(ref aborted);

    public void Dispose() => meter.Dispose();

    private long ServedSoFar => Interlocked.Read(ref served);

    private static Measurement<double> Of(string result, long count) => new(count, new KeyValuePair<string, object?>("result", result));
}
