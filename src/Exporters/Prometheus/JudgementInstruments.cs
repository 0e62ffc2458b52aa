using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What a target's promises and rules say, read from the latest report at each scrape. Counters are there, as zeros, from the attach on.</summary>
internal sealed class JudgementInstruments(Meter meter, TargetLabels labels)
{
    public void Add(Func<GcReport?> latest)
    {
        Count(MetricCatalog.SloEvents, () => Standings(latest).Where(IsByEvent).SelectMany(Results));
        Count(MetricCatalog.SloSlices, () => Standings(latest).Where(standing => !IsByEvent(standing)).SelectMany(Results));
        Gauge(MetricCatalog.SloObjective, () => Standings(latest).Select(standing => One(standing, standing.Promise.Objective)));
        Gauge(MetricCatalog.SloCoverage, () => Standings(latest).Select(standing => One(standing, standing.Coverage.TotalSeconds)));
        Gauge(MetricCatalog.SloBurnRate, () => Standings(latest).SelectMany(Burns));
        Gauge(MetricCatalog.RuleFiring, () => latest() is { } report ? report.Verdicts.Where(IsKnown).Select(Rule) : []);
    }

    private static ImmutableArray<PromiseStanding> Standings(Func<GcReport?> latest) => latest() is { } report ? report.Promises : [];

    /// <summary>A pause promise by minutes is in the same family, so that the rules are the same for both indicators.</summary>
    private static bool IsByEvent(PromiseStanding standing) => standing.Promise is Promise.Pause;

    private static bool IsKnown(Verdict verdict) => verdict.State != VerdictState.NotEnoughData;

    private void Count(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableCounter(metric.Name, read, metric.Unit, metric.Help);

    private void Gauge(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(metric.Name, read, metric.Unit, metric.Help);

    private IEnumerable<Measurement<double>> Results(PromiseStanding standing) => new (string Result, long Count)[]
    {
        ("good", standing.Count.Good), ("bad", standing.Count.Bad), ("unknown", standing.Count.Unknown),
    }.Select(pair => new Measurement<double>(pair.Count, With(standing, ("result", pair.Result))));

    private IEnumerable<Measurement<double>> Burns(PromiseStanding standing) =>
        standing.Burns.Select(burn => new Measurement<double>(burn.Rate, With(standing, ("window", WindowLabel(burn.Window)))));

    private Measurement<double> One(PromiseStanding standing, double value) => new(value, With(standing));

    private Measurement<double> Rule(Verdict verdict) =>
        new(verdict.IsFiring ? 1 : 0, labels.With(("rule", AlertDefinition.Of(verdict.Rule).Label)));

    private KeyValuePair<string, object?>[] With(PromiseStanding standing, params ReadOnlySpan<(string Key, string Value)> own) =>
        labels.With([("slo", standing.Promise.Name), ("tier", standing.Promise.Tier.Label()), .. own]);

    /// <summary>As Prometheus writes durations: 5m, 6h, 3d.</summary>
    private static string WindowLabel(TimeSpan window) => window switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{window.TotalDays:0}d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{window.TotalHours:0}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{window.TotalMinutes:0}m"),
    };
}
