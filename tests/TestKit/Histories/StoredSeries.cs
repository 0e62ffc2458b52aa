using System.Globalization;
using System.Text;

namespace GcWatch.TestKit.Histories;

/// <summary>A series that a server is to have before the test begins.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Labels">As between braces, already quoted.</param>
/// <param name="Points">Oldest first.</param>
public sealed record StoredSeries(string Name, string Labels, IEnumerable<(DateTimeOffset At, double Value)> Points)
{
    /// <summary>For promtool; OpenMetrics wants whole families, and times in seconds.</summary>
    public static string OpenMetrics(IEnumerable<StoredSeries> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var text = new StringBuilder();
        foreach (IGrouping<string, StoredSeries> family in all.GroupBy(series => series.Name))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key} unknown\n");
            foreach (StoredSeries series in family) series.Write(text, 1000);
        }

        return text.Append("# EOF\n").ToString();
    }

    /// <summary>For VictoriaMetrics' /api/v1/import/prometheus; times in milliseconds.</summary>
    public static string Exposition(IEnumerable<StoredSeries> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var text = new StringBuilder();
        foreach (StoredSeries series in all) series.Write(text, 1);
        return text.ToString();
    }

    private void Write(StringBuilder text, double divisor)
    {
        foreach ((DateTimeOffset at, double value) in Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}{{{Labels}}} {Text(value)} {at.ToUnixTimeMilliseconds() / divisor:0.###}\n");
        }
    }

    private static string Text(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
