using System.Diagnostics.Metrics;
using GcWatch.Analysis.Allocations;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// What the samplings of a target have come to. A cause that was never seen is left out. They are there from the first sampling on, as most
/// targets never have one: the SDK keeps room for each instrument's series.
/// </summary>
internal sealed class AllocationInstruments(Meter meter, TargetLabels labels, Func<AllocationAccount?> latest)
{
    private readonly KeyValuePair<string, object?>[] plain = labels.With();
    private bool isOpen;

    /// <summary>The target's loop.</summary>
    public void Open()
    {
        if (isOpen) return;
        isOpen = true;
        meter.CreateObservableCounter(
            AllocationMetrics.SampledBytes.Name, () => latest() is { } account ? Causes(account) : [], AllocationMetrics.SampledBytes.Unit, AllocationMetrics.SampledBytes.Help);
        meter.CreateObservableCounter<double>(
            AllocationMetrics.SampledTime.Name, () => latest() is { } account ? [new(account.SampledTime.TotalSeconds, plain)] : [], AllocationMetrics.SampledTime.Unit, AllocationMetrics.SampledTime.Help);
    }

    private IEnumerable<Measurement<double>> Causes(AllocationAccount account) =>
        from cause in AllocationCauses.All
        where account.BytesOf(cause) > 0
        select new Measurement<double>(Math.Round(account.BytesOf(cause)), labels.With(("cause", cause.Label())));
}
