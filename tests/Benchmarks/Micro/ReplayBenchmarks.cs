using BenchmarkDotNet.Attributes;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;

namespace GcWatch.Benchmarks.Micro;

/// <summary>A whole recording through decoder, model and windows: GCWATCH_TRACE names the file.</summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private byte[] trace = [];

    [GlobalSetup]
    public void Load() => trace = File.ReadAllBytes(
        Environment.GetEnvironmentVariable("GCWATCH_TRACE") ?? throw new InvalidOperationException("set GCWATCH_TRACE to a .nettrace file"));

    [Benchmark]
    public long Replay()
    {
        using var stream = new MemoryStream(trace);
        var view = new ViewReceiver();
        NetTraceReplay.Read(stream, view);
        return view.Events;
    }

    private sealed class ViewReceiver : IGcEventReceiver
    {
        private readonly TargetView view = new(new TargetIdentity("bench", "", "", "", "bench")) { KeepsFacts = false };

        public long Events { get; private set; }

        public void Take(GcEvent gcEvent)
        {
            Events++;
            view.Apply(gcEvent);
        }
    }
}
