using GcWatch.Analysis.Baselines;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>Puts the quartiles of hours together, which come in three answers.</summary>
/// <param name="first">The first hour that is wanted (<see cref="HourOfWeek.Number"/>).</param>
/// <param name="last">The last one.</param>
internal sealed class RecordedHours(long first, long last)
{
    private static readonly Dictionary<string, BaselineSignal> Signals = BaselineSignals.All.ToDictionary(signal => signal.Label(), StringComparer.Ordinal);

    private readonly SortedDictionary<(BaselineSignal Signal, long Hour), double[]> found = [];

    /// <summary>A series of a signal that is not known is of another version, and is left out.</summary>
    public void Take(Quartile quartile, PrometheusSeries series)
    {
        if (!Signals.TryGetValue(series.Labels.GetValueOrDefault("signal", ""), out BaselineSignal signal)) return;
        foreach (PrometheusPoint point in series.Points)
        {
            // Asked two hours later: see PrometheusHistory.
            long hour = (long)Math.Floor(point.At / 3600) - 2;
            if (hour < first || hour > last || !double.IsFinite(point.Value)) continue;
            if (!found.TryGetValue((signal, hour), out double[]? values)) found[(signal, hour)] = values = [double.NaN, double.NaN, double.NaN];
            values[(int)quartile] = point.Value;
        }
    }

    /// <summary>The hours of which all three are known and in order, by signal, oldest first.</summary>
    public IReadOnlyList<HistoryHour> Whole() =>
    [
        .. from hour in found
           let q = hour.Value
           where q[0] <= q[1] && q[1] <= q[2]
           select new HistoryHour(hour.Key.Signal, hour.Key.Hour, q[0], q[1], q[2]),
    ];
}

/// <summary>Which of the recorded series.</summary>
internal enum Quartile
{
    First,
    Median,
    Third,
}

internal static class Quartiles
{
    /// <summary>As in the series' name.</summary>
    public static string Label(this Quartile quartile) => quartile switch
    {
        Quartile.First => "q25",
        Quartile.Median => "q50",
        Quartile.Third => "q75",
        _ => throw new ArgumentOutOfRangeException(nameof(quartile), quartile, "not one of the closed set"),
    };
}
