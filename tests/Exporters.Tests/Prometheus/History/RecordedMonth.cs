using GcWatch.Analysis.Baselines;
using GcWatch.TestKit.Histories;

namespace GcWatch.Exporters.Tests.Prometheus.History;

/// <summary>Thirty days as the rules record them: each hour's value says which hour it is, so that none can be taken for another.</summary>
internal sealed class RecordedMonth
{
    public const int Hours = 720;

    private static readonly (string Name, double Share)[] Quartiles = [("q25", 0.5), ("q50", 1), ("q75", 2)];

    /// <param name="now">The end of the month.</param>
    /// <param name="offset">When in the hour the rules are evaluated.</param>
    public RecordedMonth(DateTimeOffset now, TimeSpan offset)
    {
        Last = HourOfWeek.Number(now) - 2;
        First = Last - Hours + 1;
        Offset = offset;
    }

    public long First { get; }

    public long Last { get; }

    public TimeSpan Offset { get; }

    public static ServiceKey Shop { get; } = new("team", "shop", "prod");

    /// <summary>The series of one service, with those that must not be taken for it beside them.</summary>
    public IEnumerable<StoredSeries> Series(ServiceKey service, params BaselineSignal[] signals) =>
        from quartile in Quartiles
        from signal in signals
        select new StoredSeries(
            $"gcwatch:history:{quartile.Name}", Labels(service, signal),
            Enumerable.Range(0, Hours).Select(i => First + i).Select(hour => (RecordedAt(hour), Value(signal, hour) * quartile.Share)));

    public static double Value(BaselineSignal signal, long hour) => ((int)signal * 1000) + (hour % 997) + 1;

    public static HistoryHour Whole(BaselineSignal signal, long hour) =>
        new(signal, hour, Value(signal, hour) * 0.5, Value(signal, hour), Value(signal, hour) * 2);

    /// <summary>At its offset, in the hour that begins at half past: most of the hour before it is this one.</summary>
    public DateTimeOffset RecordedAt(long hour)
    {
        DateTimeOffset half = DateTimeOffset.FromUnixTimeSeconds((hour * 3600) + 1800);
        DateTimeOffset full = DateTimeOffset.FromUnixTimeSeconds(hour * 3600) + Offset;
        return full > half ? full : full + TimeSpan.FromHours(1);
    }

    public static string Labels(ServiceKey service, BaselineSignal signal)
    {
        (string Name, string Value)[] labels = [("namespace", service.Namespace), ("service", service.Service), ("env", service.Env), ("signal", signal.Label())];
        return string.Join(',', labels.Where(label => label.Value.Length > 0).Select(label => $"{label.Name}=\"{Escaped(label.Value)}\""));
    }

    /// <summary>As the exposition formats have it.</summary>
    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
