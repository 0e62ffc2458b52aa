using System.Diagnostics.Metrics;
using GcWatch.Analysis.Pools;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// How a target uses its array pools. They are there from the first count on, as it is off for most targets: the SDK keeps room for each
/// instrument's series. A reason that was never seen is left out, unless it is one of the two that are wrong.
/// </summary>
internal sealed class PoolInstruments(Meter meter, TargetLabels labels, Func<PoolTraffic?> latest)
{
    private KeyValuePair<string, object?>[] plain = [];
    private bool isOpen;

    /// <summary>The target's loop.</summary>
    public void Open(PoolTraffic first)
    {
        if (isOpen) return;
        isOpen = true;
        plain = labels.With();
        meter.CreateObservableCounter(PoolMetrics.Missed.Name, () => latest() is { } traffic ? Misses(traffic) : [], PoolMetrics.Missed.Unit, PoolMetrics.Missed.Help);
        Count(PoolMetrics.EventsLost, traffic => traffic.LostEvents);
        if (first.Turnover is null) return;
        Count(PoolMetrics.Rented, traffic => traffic.Turnover?.Rented);
        Count(PoolMetrics.Returned, traffic => traffic.Turnover?.Returned);
        Count(PoolMetrics.Dropped, traffic => traffic.Turnover?.Dropped);
    }

    private void Count(MetricDefinition metric, Func<PoolTraffic, double?> read) => meter.CreateObservableCounter<double>(
        metric.Name, () => latest() is { } traffic && read(traffic) is { } count ? [new(count, plain)] : [], metric.Unit, metric.Help);

    private IEnumerable<Measurement<double>> Misses(PoolTraffic traffic) =>
        from reason in PoolMissReasons.All
        let count = traffic.Missed[(int)reason]
        where count > 0 || reason is PoolMissReason.OverMaximumSize or PoolMissReason.PoolExhausted
        select new Measurement<double>(count, labels.With(("reason", reason.Label())));
}
