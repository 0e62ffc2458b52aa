using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>
/// The agent's figures against the runtime's own. The session is opened before the runtime has begun, so both count everything; and
/// the process is held just before its end, so both have counted the same.
/// </summary>
public sealed class ExactnessTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

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
        await agent.ScrapeUntilAsync("a few seconds of collections", scrape => scrape.Sum(MetricCatalog.LastEventAge.PrometheusName) < 5 && HasRunFor(scrape, Length));
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

    /// <summary>Both scenarios collect about ten times a second at least.</summary>
    private static bool HasRunFor(Scrape scrape, TimeSpan length) => scrape.Sum(MetricNames.Collections) >= 10 * length.TotalSeconds;

    /// <summary>Waits until no collection has come for a while, though the stream was alive: the process is held.</summary>
    private static async Task<Scrape> SettleAsync(AgentProcess agent)
    {
        const int Beats = 4;
        double collections = -1;
        double allocated = -1;
        int beats = 0;
        return await agent.ScrapeUntilAsync("held", scrape =>
        {
            double now = scrape.Sum(MetricNames.Collections);
            double heard = scrape.Sum(MetricCatalog.Events.PrometheusName);
            if (now != collections) beats = 0;
            else if (heard != allocated) beats++;
            collections = now;
            allocated = heard;
            return beats >= Beats;
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
        Assert.Equal(truth.TotalCommittedBytes, last.Value(MetricCatalog.Committed.PrometheusName));
    }

    private static void AssertSamePauses(LabClosing truth, Scrape last)
    {
        double agentMs = last.Value(MetricNames.PauseTime) * 1000;
        Console.WriteLine($"PAUSE agent {agentMs} runtime {truth.TotalPauseMs} suspensions {last.Sum(MetricNames.PauseCount)}");
    }
}
