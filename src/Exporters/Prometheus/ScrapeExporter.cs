using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// Writes what the SDK has collected as the text of a scrape, families by name. One collection at a time. Meters of targets that have
/// ended are left out: the SDK gives the series of a disposed meter out once more (1.20.1), where a successor of the same name would
/// have them twice.
/// </summary>
[ExportModes(ExportModes.Pull)]
internal sealed class ScrapeExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock gate = new();
    private readonly SeriesText series = new();
    private readonly Dictionary<string, List<Metric>> byInstrument = FamilyText.All.ToDictionary(family => family.Instrument, _ => new List<Metric>());

    private ExpositionFormat format;
    private ScrapeText? text;

    /// <summary>Set by the reader: collects, and comes back here through <see cref="Export"/>.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <exception cref="InvalidOperationException">The SDK did not collect.</exception>
    public ScrapeText Render(ExpositionFormat wanted)
    {
        lock (gate)
        {
            var rendered = new ScrapeText();
            format = wanted;
            text = rendered;
            bool isCollected = Collect?.Invoke(Timeout.Infinite) == true;
            text = null;
            if (isCollected && wanted == ExpositionFormat.OpenMetrics) rendered.Append("# EOF\n"u8);
            if (isCollected) return rendered;
            rendered.Dispose();
            throw new InvalidOperationException("the metrics could not be collected");
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        if (text is not { } target) return ExportResult.Failure;
        foreach (List<Metric> metrics in byInstrument.Values) metrics.Clear();
        if (batch.Count == 0) return ExportResult.Success;
        foreach (Metric metric in batch) Sort(metric);
        foreach (FamilyText family in FamilyText.All)
        {
            List<Metric> metrics = byInstrument[family.Instrument];
            if (metrics.Count == 0) continue;
            target.Append(family.Heading(format));
            foreach (Metric metric in metrics) series.Write(target, family, format, metric);
        }

        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        text?.Dispose();
        base.Dispose(disposing);
    }

    private void Sort(Metric metric)
    {
        if (!LiveTargets.MayExport(metric.MeterName)) return;
        if (byInstrument.TryGetValue(metric.Name, out List<Metric>? family)) family.Add(metric);
    }
}
