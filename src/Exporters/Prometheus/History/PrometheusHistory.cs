using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Servers;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>
/// The hours of a service from the recording rules of gcwatch-history.rules.yml. A quartile that is recorded at a moment describes the hour
/// before it, and the group is evaluated hourly at an offset that Prometheus chooses. So it is taken for the hour in which the middle of
/// that time lies, to which at least half of it belongs: what was recorded in the hour that begins at half past (docs/decisions/0014-recorded-hours.md).
/// </summary>
public sealed class PrometheusHistory : IBaselineHistory, IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PrometheusApi api;
    private readonly TimeProvider time;

    private PrometheusHistory(PrometheusApi api, TimeProvider time) => (this.api, this.time) = (api, time);

    /// <summary>Null where no server is configured.</summary>
    /// <param name="options">Where to ask, and how.</param>
    /// <param name="section">Where the options are in the configuration, for messages, such as History.</param>
    /// <param name="time">The wall clock.</param>
    /// <exception cref="ServerAccessException">A file that is named cannot be read.</exception>
    public static PrometheusHistory? Open(PrometheusHistoryOptions options, string section, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Url is { } url ? new PrometheusHistory(new PrometheusApi(url, options, section), time) : null;
    }

    /// <inheritdoc/>
    /// <remarks>An hour is there an hour after its end, when it has been recorded wherever in the hour the rules are evaluated.</remarks>
    public async Task<IReadOnlyList<HistoryHour>> LoadAsync(ServiceKey service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        long first = HourOfWeek.Number(from);
        long last = Math.Min(HourOfWeek.Number(until), HourOfWeek.Number(time.GetUtcNow()) - 2);
        if (last < first) return [];
        var hours = new RecordedHours(first, last);
        foreach (Quartile quartile in Enum.GetValues<Quartile>())
        {
            IReadOnlyList<PrometheusSeries> recorded =
                await api.QueryAsync(Query(quartile, service), Moment(first + 2), Moment(last + 2), Hour, cancellation).ConfigureAwait(false);
            foreach (PrometheusSeries series in recorded) hours.Take(quartile, series);
        }

        return hours.Whole();
    }

    public void Dispose() => api.Dispose();

    /// <summary>
    /// Asked at a full hour, for what was recorded in the hour before the last half past. Of several servers that record the same, the
    /// middle; 1 ms less than an hour, as the beginning of a range belongs to it in some servers and not in others.
    /// </summary>
    private static string Query(Quartile quartile, ServiceKey service) =>
        $"quantile by (signal) (0.5, last_over_time(gcwatch:history:{quartile.Label()}{{{PromText.Matchers(service)}}}[3599999ms] offset 30m))";

    private static DateTimeOffset Moment(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600);
}
