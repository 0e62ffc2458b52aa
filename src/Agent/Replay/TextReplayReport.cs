using System.Globalization;
using GcWatch.Agent.Explain;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Replay;

/// <summary>A page for people.</summary>
internal sealed class TextReplayReport(Stream output, string name, JudgeSettings settings) : IReplayReport
{
    private readonly ReplayTarget target = new(name, settings);
    private readonly ReplaySummary summary = new();
    private readonly StreamWriter writer = new(output, leaveOpen: true);

    public void Take(GcEvent gcEvent)
    {
        foreach (GcFact fact in target.Take(gcEvent)) summary.Take(fact);
    }

    public async Task FinishAsync(ReplayEnd end)
    {
        GcReport report = target.Finish();
        TimeSpan length = target.Length;
        Line($"{name}: {length.TotalSeconds:0.0} s, process {end.ProcessId}");
        WriteCollections(report);
        WritePauses(report, length);
        WriteHeap(report);
        foreach (string line in JudgementText.Lines(report.Promises, target.Episodes)) Line($"{line}");
        WriteStream(report, end);
        foreach (string line in FindingsText.Lines(target.Explain(report))) Line($"{line}");
        await writer.FlushAsync().ConfigureAwait(false);
    }

    public void Dispose() => writer.Dispose();

    private void WriteCollections(GcReport report)
    {
        Line($"collections  {report.Totals.CycleCount}");
        foreach ((CollectionKind kind, long count) in report.Totals.Collections.OrderBy(pair => pair.Key.Generation).ThenBy(pair => pair.Key.Type))
        {
            Line($"  {count,8}  {kind.Generation.Label()} {kind.Type} {kind.Reason.Label()}");
        }
    }

    private void WritePauses(GcReport report, TimeSpan length)
    {
        TimeSpan total = report.Totals.PauseTime;
        double share = length > TimeSpan.Zero ? total / length : 0;
        Line($"suspensions  {report.Totals.Suspensions}, {total.TotalMilliseconds:0.0} ms in all, {share:P1} of the time");
        Line($"  p50 {Ms(0.5)}  p90 {Ms(0.9)}  p95 {Ms(0.95)}  p99 {Ms(0.99)}  max {Ms(1)}");
        foreach ((SuspensionReason reason, long count) in report.Totals.OtherSuspensions) Line($"  not for the GC: {count} {reason.Label()}");
    }

    private void WriteHeap(GcReport report)
    {
        AllocationReading allocated = report.Totals.Allocated;
        Line($"allocated    {Mb(allocated.TotalBytes)} by {allocated.Source}");
        if (report.Heap is not { } heap) return;
        Line($"heap         {Mb(heap.SizeAfterBytes)} after the last collection, {Mb(heap.FragmentedBytes)} of it free, {heap.HeapCount} heaps");
        if (report.LiveHeapBytes is { } live) Line($"live         {Mb(live)} after the last gen2");
        if (heap.CommittedBytes is { } committed) Line($"committed    {Mb(committed)}, bookkeeping {Mb(heap.BookkeepingBytes ?? 0)}");
    }

    private void WriteStream(GcReport report, ReplayEnd end)
    {
        StreamHealth health = report.Totals.Health;
        Line($"stream       {health.Events} events, {end.EventsLost} lost, {health.NumberGaps} collections missing, {health.PartialCycles} seen in part, {health.UnpairedEvents} unpaired, {end.MalformedEvents} damaged");
    }

    private void Line(FormattableString text) => writer.Write(text.ToString(CultureInfo.InvariantCulture) + "\n");

    private string Ms(double rank) => string.Create(CultureInfo.InvariantCulture, $"{summary.Quantile(rank).TotalMilliseconds:0.000} ms");

    private static string Mb(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
