using System.Globalization;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Prometheus.History;

namespace GcWatch.Agent.Checking;

/// <summary>Which services are asked about: a null stands for any.</summary>
internal sealed record ServiceChoice(string? Namespace, string? Service, string? Env)
{
    /// <summary>As matchers, each with a comma before it.</summary>
    public string Matchers => string.Concat(
        new[] { ("namespace", Namespace), ("service", Service), ("env", Env) }
            .Where(label => label.Item2 is not null).Select(label => $", {label.Item1}={PromText.Quoted(label.Item2 ?? "")}"));
}

/// <summary>Reads weeks of services from a server, in slices of five minutes.</summary>
internal sealed class WeekReader
{
    private const string Histogram = "dotnet_gc_pause_duration_seconds_bucket";

    private readonly PrometheusApi api;
    private readonly DateTimeOffset begin;
    private readonly DateTimeOffset end;

    public WeekReader(PrometheusApi api, DateTimeOffset now)
    {
        this.api = api;
        long slice = (long)SliceCounts.Slice.TotalSeconds;
        end = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / slice * slice);
        begin = end - (SliceCounts.Slice * SliceCounts.InWeek);
    }

    /// <summary>Those with agents in the week.</summary>
    public async Task<IReadOnlyList<ServiceKey>> ServicesAsync(ServiceChoice choice, CancellationToken cancellation)
    {
        string query = $"count by (namespace, service, env) (count_over_time({Histogram}{{agent=\"gcwatch\", le=\"+Inf\"{choice.Matchers}}}[1h]))";
        TimeSpan hour = TimeSpan.FromHours(1);
        DateTimeOffset first = DateTimeOffset.FromUnixTimeSeconds(begin.ToUnixTimeSeconds() / 3600 * 3600) + hour;
        IReadOnlyList<PrometheusSeries> found = await api.QueryAsync(query, first, end, hour, cancellation).ConfigureAwait(false);
        return [.. found.Select(series => KeyOf(series.Labels)).Distinct().OrderBy(key => key.ToString(), StringComparer.Ordinal)];
    }

    public async Task<ServiceWeek> ReadAsync(ServiceKey service, CancellationToken cancellation)
    {
        string matchers = PromText.Matchers(service);
        var pauses = new PauseWeek();
        foreach (PrometheusSeries series in await AskAsync($"sum by (le) (increase({Histogram}{{agent=\"gcwatch\", {matchers}}}[5m]))", cancellation).ConfigureAwait(false))
        {
            double boundary = Boundary(series.Labels.GetValueOrDefault("le", ""));
            foreach (PrometheusPoint point in series.Points) pauses.Put(boundary, Slice(point), point.Value);
        }

        // A millisecond short of a slice: whether the beginning belongs to a range differs between servers.
        string recorded = $"sum by (slo, result) (last_over_time(gcwatch:slo_events:increase5m{{{matchers}, result=~\"good|bad\"}}[299999ms]))";
        return new ServiceWeek(service, begin, pauses, Recorded(await AskAsync(recorded, cancellation).ConfigureAwait(false)));
    }

    private static Dictionary<string, SliceCounts> BySlo(IReadOnlyList<PrometheusSeries> all) => all
        .Select(series => series.Labels.GetValueOrDefault("slo", "")).Distinct()
        .ToDictionary(slo => slo, _ => new SliceCounts(SliceCounts.Unknown(), SliceCounts.Unknown()), StringComparer.Ordinal);

    private Dictionary<string, SliceCounts> Recorded(IReadOnlyList<PrometheusSeries> all)
    {
        Dictionary<string, SliceCounts> counts = BySlo(all);
        foreach (PrometheusSeries series in all)
        {
            SliceCounts of = counts[series.Labels.GetValueOrDefault("slo", "")];
            double[] slices = series.Labels.GetValueOrDefault("result") == "bad" ? of.Bad : of.Good;
            foreach (PrometheusPoint point in series.Points) slices[Slice(point)] = point.Value;
        }

        return counts;
    }

    private Task<IReadOnlyList<PrometheusSeries>> AskAsync(string query, CancellationToken cancellation) =>
        api.QueryAsync(query, begin + SliceCounts.Slice, end, SliceCounts.Slice, cancellation);

    /// <summary>The value at a moment is that of the slice that ends there.</summary>
    private int Slice(PrometheusPoint point) =>
        Math.Clamp((int)Math.Round((point.At - begin.ToUnixTimeSeconds()) / SliceCounts.Slice.TotalSeconds) - 1, 0, SliceCounts.InWeek - 1);

    private static double Boundary(string le) =>
        le == "+Inf" ? double.PositiveInfinity : double.TryParse(le, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : double.PositiveInfinity;

    private static ServiceKey KeyOf(IReadOnlyDictionary<string, string> labels) =>
        new(labels.GetValueOrDefault("namespace", ""), labels.GetValueOrDefault("service", ""), labels.GetValueOrDefault("env", ""));
}
