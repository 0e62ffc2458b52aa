using System.Diagnostics;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>
/// The agent's figures against the runtime's own. The session is opened before the runtime has begun, so both count everything; and
/// the process is held just before its end, so both have counted the same.
/// </summary>
public sealed class ExactnessTests
{
    /// <summary>A few seconds of either scenario.</summary>
    private const int Enough = 20;

    /// <summary>Both scenarios collect twice a second at least.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(LabRuntime.Net8, false, "allocate")]
    [InlineData(LabRuntime.Net8, false, "background")]
    [InlineData(LabRuntime.Net9, true, "allocate")]
    [InlineData(LabRuntime.Net9, false, "background")]
    [InlineData(LabRuntime.Net10, false, "allocate")]
    [InlineData(LabRuntime.Net10, true, "background")]
    public async Task What_the_agent_counts_is_what_the_runtime_says_of_itself(LabRuntime runtime, bool usesServerGc, string scenario)
    {
        using HeldOutput output = await HeldOutput.CreateAsync();
        string[] arguments = scenario == "allocate" ? [scenario, "--mb-per-second", "300", "--retain-mb", "50"] : [scenario, "--live-mb", "50"];
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(runtime, arguments) { UsesServerGc = usesServerGc, StartsSuspended = true, Prefix = output.Prefix });
        await Eventually.HoldsAsync("the Lab's diagnostic port", () => HasDiagnosticPort(lab.Pid));
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.ScrapeUntilAsync("attached", scrape => scrape.Sum(MetricNames.TargetUp) == 1);

        await lab.ResumeAsync();
        await output.ReadLineAsync();
        await agent.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) >= Enough);
        await output.StopUpAsync();
        await lab.AskToQuitAsync();
        Scrape last = await SettleAsync(agent);
        LabClosing truth = LabClosing.Parse(await output.ReleaseAsync());

        Assert.Equal(usesServerGc, truth.ServerGc);
        AssertSameCollections(truth, last);
        AssertSameHeap(truth, last);
        AssertSamePauses(truth, last);
    }

    private static bool HasDiagnosticPort(int pid) => Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{pid}-*-socket").Any();

    /// <summary>Waits until no collection has come for a while, though the stream was alive: the process is held.</summary>
    private static async Task<Scrape> SettleAsync(AgentProcess agent)
    {
        double collections = -1;
        double eventsAtLast = 0;
        long lastAt = 0;
        return await agent.ScrapeUntilAsync("held", scrape =>
        {
            double events = scrape.Sum(MetricCatalog.Events.PrometheusName);
            double now = scrape.Sum(MetricNames.Collections);
            if (now == collections) return events > eventsAtLast && Stopwatch.GetElapsedTime(lastAt) > Quiet;
            (collections, eventsAtLast, lastAt) = (now, events, Stopwatch.GetTimestamp());
            return false;
        });
    }

    private static void AssertSameCollections(LabClosing truth, Scrape last)
    {
        double Count(string generation) => last.Sum(MetricNames.Collections, ("gc_heap_generation", generation));
        Assert.Equal(truth.Gen2, Count("gen2"));
        Assert.Equal(truth.Gen1, Count("gen1") + Count("gen2"));
        Assert.Equal(truth.Gen0, Count("gen0") + Count("gen1") + Count("gen2"));
    }

    private static void AssertSameHeap(LabClosing truth, Scrape last)
    {
        Assert.Equal(truth.HeapSizeBytes, last.Sum(MetricCatalog.HeapSize.PrometheusName));
        Assert.Equal(truth.FragmentedBytes, last.Sum(MetricCatalog.Fragmentation.PrometheusName));

        // The server GC gives memory back on a thread of its own, also between taking one of these two figures and the other: 13 % once, on a machine at a load of 20.
        double slack = truth.ServerGc ? truth.TotalCommittedBytes * 0.2 : 0;
        Assert.Equal(truth.TotalCommittedBytes, last.Value(MetricCatalog.Committed.PrometheusName), slack);
    }

    /// <summary>
    /// The runtime's counter stops before it lets the threads go, ours when they run: on a busy machine some milliseconds later. It also starts a
    /// moment before it raises the event: a thread that loses its processor just there makes ours the shorter one, by 0.3 ms of 56 once.
    /// </summary>
    private static void AssertSamePauses(LabClosing truth, Scrape last)
    {
        const double RestartMs = 8;
        const double LostProcessorMs = 1;
        double agentMs = last.Value(MetricNames.PauseTime) * 1000;
        Assert.InRange(agentMs, (truth.TotalPauseMs * 0.995) - LostProcessorMs, (truth.TotalPauseMs * 1.02) + (RestartMs * last.Sum(MetricNames.PauseCount)));
    }
}
