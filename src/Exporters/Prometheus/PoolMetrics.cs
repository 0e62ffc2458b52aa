using System.Collections.Immutable;
using GcWatch.Analysis.Pools;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The use of array pools: part of <see cref="MetricCatalog.All"/>. All count from when the target was attached to, and are absent where nobody counts.</summary>
public static class PoolMetrics
{
    public static readonly MetricDefinition Rented = new(
        "gcwatch.pool.rented", "gcwatch_pool_rented_total", Counter, "{array}",
        "Arrays rented from ArrayPools; only with Pools.Mode Turnover.", []);

    public static readonly MetricDefinition Returned = new(
        "gcwatch.pool.returned", "gcwatch_pool_returned_total", Counter, "{array}",
        "Arrays returned to ArrayPools; only with Pools.Mode Turnover.", []);

    public static readonly MetricDefinition Missed = new(
        "gcwatch.pool.missed", "gcwatch_pool_missed_total", Counter, "{array}",
        "Rents for which the pool had to make an array: it is filling, the array was too long for it, or all that it keeps were rented (exhausted).", ["reason"])
    {
        MostSeries = PoolMissReasons.All.Length,
    };

    public static readonly MetricDefinition Dropped = new(
        "gcwatch.pool.dropped", "gcwatch_pool_dropped_total", Counter, "{array}",
        "Returned arrays that the pool threw away, as it had no room; only with Pools.Mode Turnover.", []);

    public static readonly MetricDefinition EventsLost = new(
        "gcwatch.pool.events.lost", "gcwatch_pool_events_lost_total", Counter, "{event}",
        "Events of array pools that the target had no room for: the other counts are too low by them.", []);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All = [Rented, Returned, Missed, Dropped, EventsLost];
}
