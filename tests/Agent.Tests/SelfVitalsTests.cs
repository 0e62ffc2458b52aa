using System.Diagnostics;
using GcWatch.Agent.Pipeline;
using GcWatch.Collectors.Memory;
using GcWatch.Exporters;

namespace GcWatch.Agent.Tests;

public sealed class SelfVitalsTests : IDisposable
{
    private readonly StallTicker stalls = new(TimeProvider.System);

    public void Dispose() => stalls.Dispose();

    [Fact]
    public void The_figures_are_those_that_the_framework_gives()
    {
        AgentVitals vitals = Vitals().Read();
        using var self = Process.GetCurrentProcess();
        Assert.InRange(vitals.Cpu, TimeSpan.FromMilliseconds(1), self.TotalProcessorTime + TimeSpan.FromSeconds(1));
        Assert.InRange(vitals.ResidentBytes, self.WorkingSet64 / 2, self.WorkingSet64 * 2);
        Assert.InRange(vitals.ManagedHeapBytes, 100_000, vitals.ResidentBytes);
        Assert.InRange(vitals.Threads, self.Threads.Count - 10, self.Threads.Count + 10);
        Assert.Equal("0.1.0", vitals.Version);
        Assert.Equal((TimeSpan.Zero, 7L), (vitals.Stalled, vitals.ReportFailures));
    }

    [Fact]
    public void A_file_that_is_opened_is_counted()
    {
        int before = Vitals().Read().OpenFiles;
        FileStream[] files = [.. Enumerable.Range(0, 30).Select(_ => File.OpenRead("/proc/self/status"))];
        int with = Vitals().Read().OpenFiles;
        foreach (FileStream file in files) file.Dispose();
        Assert.InRange(before, 3, int.MaxValue);
        Assert.InRange(with - before, 20, 40);
    }

    private SelfVitals Vitals() => new(stalls, () => 7, CpuThrottling.OfSelf(), CgroupMemory.OfSelf());
}
