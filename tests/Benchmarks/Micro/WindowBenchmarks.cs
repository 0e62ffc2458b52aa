using BenchmarkDotNet.Attributes;
using GcWatch.Analysis.Windows;

namespace GcWatch.Benchmarks.Micro;

/// <summary>Recording a pause, and summarising the three windows of a target that has had 5 collections a second for an hour.</summary>
[MemoryDiagnoser]
public class WindowBenchmarks
{
    private readonly PauseWindows windows = new();
    private readonly Random random = new(1);
    private TimeSpan at;

    [GlobalSetup]
    public void FillAnHour()
    {
        for (int i = 0; i < 5 * 3600; i++) Record();
    }

    [Benchmark]
    public void Record()
    {
        at += TimeSpan.FromMilliseconds(200);
        windows.Record(at, TimeSpan.FromMilliseconds(Math.Exp(random.NextDouble() * 5)));
    }

    [Benchmark]
    public long SummarizeThreeWindows() => windows.Summarize(at)[2].Count;
}
