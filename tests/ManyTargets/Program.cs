using System.Globalization;
using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Serving;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.Tests;

// Serves so many targets, each with the series of an ordinary process, until its input ends: ManyTargets COUNT PORT
var metrics = new MetricsOptions { Port = int.Parse(args[1], CultureInfo.InvariantCulture) };
using MetricsServer server = MetricsServer.Start(metrics, new OtlpOptions(), HealthProbes.Answering);
PlayedTarget[] targets = [.. Enumerable.Range(0, int.Parse(args[0], CultureInfo.InvariantCulture)).Select(i => new PlayedTarget($"shop-{i}"))];
foreach (PlayedTarget target in targets) target.Play(Tell);
Console.WriteLine($"ready {server.Url}");
await Console.In.ReadToEndAsync().ConfigureAwait(false);
foreach (PlayedTarget target in targets) target.Dispose();

static void Tell(GcStory story) => story
    .RestartUnpaired()
    .After(1).Collect(GcGeneration.Gen0, ms: 0.8)
    .AllocatedInAll(123_456_789)
    .After(1).Collect(GcGeneration.Gen1, ms: 12)
    .After(1).Collect(GcGeneration.Gen2, ms: 40, GcReason.InducedCompacting)
    .After(1).CollectInBackground(firstMs: 0.6, secondMs: 3, GcReason.AllocLarge)
    .After(1).CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4)
    .After(1).Suspend(ms: 500, SuspensionReason.ForDebugger);
