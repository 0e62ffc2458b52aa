using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What a target's baseline says of the last whole minute. A signal of which too little is known yet, or that the minute did not have, is left out.</summary>
internal sealed class BaselineInstruments(Meter meter, TargetLabels labels)
{
    private readonly KeyValuePair<string, object?>[] plain = labels.With();

    public void Add(Func<ServiceJudgement?> latest)
    {
        Gauge(BaselineMetrics.Center, BaselineMetrics.Compared, latest, signal => signal.Center);
        Gauge(BaselineMetrics.Scale, BaselineMetrics.Compared, latest, signal => signal.Scale);
        Gauge(BaselineMetrics.Ratio, BaselineMetrics.Compared, latest, signal => signal.Ratio);
        Gauge(BaselineMetrics.ZScore, BaselineMetrics.Compared, latest, signal => signal.ZScore);
        meter.CreateObservableGauge(
            BaselineMetrics.State.Name, () => State(latest()), BaselineMetrics.State.Unit, BaselineMetrics.State.Help);
    }

    private IEnumerable<Measurement<double>> State(ServiceJudgement? judged) => judged is null ? [] : [new((double)judged.State, plain)];

    private void Gauge(MetricDefinition metric, ImmutableArray<BaselineSignal> signals, Func<ServiceJudgement?> latest, Func<SignalJudgement, double> read) =>
        meter.CreateObservableGauge(metric.Name, () => Known(latest()?.Signals ?? [], signals, read), metric.Unit, metric.Help);

    private IEnumerable<Measurement<double>> Known(
        ImmutableArray<SignalJudgement> judged, ImmutableArray<BaselineSignal> signals, Func<SignalJudgement, double> read) =>
        from signal in judged
        where signals.Contains(signal.Signal) && signal.State != BaselineState.None && double.IsFinite(read(signal))
        select new Measurement<double>(read(signal), labels.With(("signal", signal.Signal.Label())));
}
