using GcWatch.Agent.Baselines;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Baselines;

/// <summary>What was learnt, across the ends of the agent.</summary>
[Collection(nameof(Waiting))]
public sealed class SnapshotTests : IDisposable
{
    private const string State = "gcwatch_baseline_state";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_agent_that_is_killed_loses_no_more_than_the_interval_and_the_next_one_goes_on()
    {
        string file = folder.PathOf("baselines");
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate", "--mb-per-second", "20");
        await using AgentProcess first = await LearningAgent.StartAsync(file, "--pid", lab.PidText);
        await first.ScrapeUntilAsync("an hour is learnt", scrape => scrape.Of(lab.Label).Sum(State) >= 1, LearningAgent.Patience);
        DateTime written = File.GetLastWriteTimeUtc(file);
        await Eventually.HoldsAsync("it is saved twice more", () => File.GetLastWriteTimeUtc(file) > written + LearningAgent.Interval);

        await first.StopAsync("KILL");

        // As old as it may be: the interval, and what a loaded machine is late by.
        BaselineSnapshot saved = Read(file);
        Assert.InRange(TimeProvider.System.GetUtcNow() - saved.SavedAt, TimeSpan.Zero, LearningAgent.Interval + TimeSpan.FromSeconds(5));
        await using AgentProcess second = await LearningAgent.StartAsync(file, "--pid", lab.PidText);
        Scrape scrape = await second.ScrapeUntilAsync("a minute is judged", scrape => scrape.Of(lab.Label).All(State).Count > 0);

        Assert.InRange(scrape.Of(lab.Label).Value(State), 1, 4);
        Assert.NotEmpty(scrape.Of(lab.Label).All("gcwatch_baseline_center", ("signal", "allocation_rate")));
        Assert.Contains("The baselines of 1 services go on from", second.Log, StringComparison.Ordinal);
        Assert.Equal(0, scrape.Value("gcwatch_baseline_snapshot_failures_total"));
    }

    [Fact]
    public async Task An_agent_that_is_asked_to_end_saves_what_it_has_learnt_by_then()
    {
        string file = folder.PathOf("baselines");
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await LearningAgent.StartAsync(file, "--pid", lab.PidText);
        await agent.ScrapeUntilAsync("minutes are judged", scrape => scrape.Of(lab.Label).All(State).Count > 0);
        DateTimeOffset asked = TimeProvider.System.GetUtcNow();

        FinishedProcess finished = await agent.StopAsync();

        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(Read(file).SavedAt, asked, TimeProvider.System.GetUtcNow());
        Assert.Equal(LabProcess.Name, Assert.Single(Read(file).Baselines).Service.Service);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_one_line_in_the_log_of_an_agent_that_works()
    {
        string file = folder.PathOf("baselines");
        await File.WriteAllTextAsync(file, "GCWBASE\n\u0001\u0000 and nothing more");
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await LearningAgent.StartAsync(file, "--pid", lab.PidText);
        await agent.AttachesToAsync(lab);
        await Eventually.HoldsAsync("a new one is saved", () => File.Exists(file));

        Assert.Single(agent.Log.Split('\n'), line => line.Contains("is damaged or cut off: it is set aside as", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(folder.FullName, "baselines.bad-*"));
    }

    [Fact]
    public async Task A_disk_without_room_is_one_line_and_counted_and_the_agent_works()
    {
        // A file system that takes no files of anybody, whoever runs this.
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await LearningAgent.StartAsync("/proc/self/task/baselines", "--pid", lab.PidText);

        await agent.ScrapeUntilAsync(
            "it failed twice", scrape => scrape.Sum("gcwatch_baseline_snapshot_failures_total") >= 2 && scrape.Of(lab.Label).All(State).Count > 0, TimeSpan.FromSeconds(40));

        Assert.Single(agent.Log.Split('\n'), line => line.Contains("Cannot save the baselines to", StringComparison.Ordinal));
        Assert.Equal(0, (await agent.StopAsync()).ExitCode);
    }

    private static BaselineSnapshot Read(string file) =>
        Assert.IsType<SnapshotReading.Whole>(SnapshotLayout.Read(File.ReadAllBytes(file))).Snapshot;
}
