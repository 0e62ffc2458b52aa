using System.Globalization;
using GcWatch.Agent.Pipeline;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;

namespace GcWatch.Benchmarks.Live;

/// <summary>
/// From the end of a suspension in the target to its being in the model, through the agent's own session, queue and view. Both
/// ends read the same wall clock, to the millisecond: target and agent are on one machine.
/// </summary>
internal static class LatencyMeasurement
{
    public static async Task<int> RunAsync(string pidText, string secondsText)
    {
        int pid = int.Parse(pidText, CultureInfo.InvariantCulture);
        TimeSpan length = TimeSpan.FromSeconds(double.Parse(secondsText, CultureInfo.InvariantCulture));
        ProbeResult probe = await TargetProbe.ProbeAsync(pid, CancellationToken.None).ConfigureAwait(false);
        if (probe.Target is not { } target) throw new InvalidOperationException(probe.Failure?.Explanation);
        var queue = new EventQueue(TimeProvider.System, TimeSpan.FromSeconds(1));
        AttachResult attached = await TargetAttacher.AttachAsync(target, queue, new AttachSettings(), CancellationToken.None).ConfigureAwait(false);
        if (attached.Pump is not { } pump) throw new InvalidOperationException(attached.Failure?.Explanation);
        pump.Start();
        _ = pump.Ended.ContinueWith(_ => queue.Complete(), TaskScheduler.Default);
        using var stop = new CancellationTokenSource(length);
        using CancellationTokenRegistration stopping = stop.Token.Register(() => _ = pump.DisposeAsync().AsTask());
        Print(target, await ConsumeAsync(queue, pump).ConfigureAwait(false));
        return 0;
    }

    private static async Task<List<double>> ConsumeAsync(EventQueue queue, EventPump pump)
    {
        var view = new TargetView(new TargetIdentity("latency", "", "", "", "latency")) { KeepsFacts = false };
        var latencies = new List<double>();
        await foreach (QueueItem item in queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (GcFact fact in (item.Events ?? []).SelectMany(gcEvent => view.Apply(gcEvent).ToArray()))
            {
                if (fact is not GcFact.SuspensionOver { Suspension: { IsGc: true } suspension }) continue;
                DateTimeOffset? ended = pump.StartedAt + suspension.BeganAt + suspension.Duration;
                if (TimeProvider.System.GetUtcNow() - ended is { } latency) latencies.Add(latency.TotalMilliseconds);
            }
            queue.Release(item);
        }

        return latencies;
    }

    private static void Print(Target target, List<double> latencies)
    {
        latencies.Sort();
        double At(double rank) => latencies[Math.Clamp((int)Math.Ceiling(rank * latencies.Count) - 1, 0, latencies.Count - 1)];
        Console.WriteLine(latencies.Count == 0
            ? "no suspensions"
            : string.Create(
                CultureInfo.InvariantCulture,
                $".NET {target.Runtime.Version}: {latencies.Count} suspensions, delay ms p50 {At(.5):0} p90 {At(.9):0} p99 {At(.99):0} max {At(1):0}"));
    }
}
