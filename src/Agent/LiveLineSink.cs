using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;
using GcWatch.Exporters;

namespace GcWatch.Agent;

/// <summary>One line a report: collections, pauses of the last minute, allocation rate, heap.</summary>
internal sealed class LiveLineSink(TextWriter output) : IReportSink
{
    private const int LinesPerHeading = 20;

    private int lines;

    public void Take(GcReport report)
    {
        if (lines++ % LinesPerHeading == 0)
        {
            output.WriteLine("   time    GCs  gen0  gen1  gen2  pause p50       p99       max    allocating       heap   (pauses of the last minute)");
        }

        output.WriteLine(Line(report));
    }

    private static string Line(GcReport report)
    {
        PauseSummary pauses = report.Pauses[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.At.TotalSeconds,5:0} s {report.Totals.CycleCount,6} {Count(report, GcGeneration.Gen0),5} {Count(report, GcGeneration.Gen1),5} {Count(report, GcGeneration.Gen2),5} {Pause(pauses, pauses.P50),10} {Pause(pauses, pauses.P99),9} {Pause(pauses, pauses.Max),9} {Rate(report.AllocationRate),13} {Size(report.Heap?.SizeAfterBytes),10}");
    }

    private static long Count(GcReport report, GcGeneration generation) =>
        report.Totals.Collections.Where(pair => pair.Key.Generation == generation).Sum(pair => pair.Value);

    private static string Pause(PauseSummary pauses, TimeSpan value) =>
        pauses.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.00} ms");

    private static string Rate(double? bytesPerSecond) =>
        bytesPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1e6:0.0} MB/s") : "–";

    private static string Size(long? bytes) =>
        bytes is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.0} MB") : "–";
}
