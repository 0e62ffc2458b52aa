using System.Text.Json;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Allocations;

/// <summary>The whole way: from a real runtime's samples to named causes. The matrix of all scenarios is eng/causes.sh.</summary>
public sealed class AllocsTests
{
    /// <summary>Kinds of which each is one cause, whole.</summary>
    private static readonly (string Kind, string Cause)[] Whole = [("texts", "string"), ("boxes", "boxing"), ("queries", "linq"), ("iterators", "iterator"), ("arrays", "array")];

    [Fact]
    public async Task Random_samples_share_out_what_was_allocated_within_their_stated_error()
    {
        AllocsRun run = await AllocsRun.OfAsync(LabRuntime.Net10, AgentBinary.Managed, []);

        foreach ((string kind, string cause) in Whole)
        {
            (double share, double error) = run.Share(cause);
            Assert.InRange(share, run.TrueShare(kind) - (4 * error) - 0.002, run.TrueShare(kind) + (4 * error) + 0.002);
        }
    }

    /// <summary>Five standard errors, as the rarest type has some 60 samples, so that its error is an estimate too; and what a process allocates beside that work.</summary>
    [Theory]
    [InlineData(LabRuntime.Net8, "ticks")]
    [InlineData(LabRuntime.Net9, "ticks")]
    [InlineData(LabRuntime.Net10, "random")]
    public async Task Estimated_bytes_of_each_type_are_within_their_stated_error_of_what_was_made(LabRuntime runtime, string sampling)
    {
        const double Beside = 500_000;
        CountedRun run = await CountedRun.OfAsync(runtime);

        Assert.Equal(sampling, run.Sampling);
        Assert.Equal(5, run.Made.Count);
        Assert.All(run.Made, made =>
        {
            (double bytes, double error) = run.Estimate(made.Key);
            Assert.InRange(error, 1, made.Value / 3);
            Assert.InRange(bytes, made.Value - (5 * error), made.Value + (5 * error) + Beside);
        });
    }

    [Theory]
    [InlineData(LabRuntime.Net8, "--boxes", "boxing", "GcWatch.Lab.Kinds.ObjectKinds.MakeBoxes")]
    [InlineData(LabRuntime.Net9, "--queries", "linq", "GcWatch.Lab.Kinds.ObjectKinds.MakeQuery")]
    [InlineData(LabRuntime.Net10, "--iterators", "iterator", "GcWatch.Lab.Kinds.ObjectKinds.MakeIterator")]
    public async Task The_cause_that_prevails_comes_first_with_its_place(LabRuntime runtime, string kind, string cause, string place)
    {
        AllocsRun run = await AllocsRun.OfAsync(runtime, AgentBinary.Managed, [kind, "40"], "--stacks");

        Assert.Equal(cause, run.Causes[0]);
        Assert.Equal(place, run.TopPlace(cause));
        Assert.DoesNotContain("unresolved", run.Causes.Take(3));
    }

    [Fact]
    public async Task The_native_agent_names_closures_and_writes_both_profiles()
    {
        using var folder = new TemporaryFolder();
        string folded = folder.PathOf("folded.txt");
        string speedscope = folder.PathOf("profile.json");
        AllocsRun run = await AllocsRun.OfAsync(LabRuntime.Net10, AgentBinary.Native, ["--closures", "40"], "--folded", folded, "--speedscope", speedscope);

        Assert.Equal(["closure", "delegate"], run.Causes.Take(2).Order(StringComparer.Ordinal));
        Assert.Equal("GcWatch.Lab.Kinds.ObjectKinds.MakeClosure", run.TopPlace("closure"));
        Assert.Contains(await File.ReadAllLinesAsync(folded), line => line.Contains(";GcWatch.Lab.Kinds.ObjectKinds.MakeClosure;closure [<>c__DisplayClass", StringComparison.Ordinal));
        using JsonDocument profile = JsonDocument.Parse(await File.ReadAllTextAsync(speedscope));
        JsonElement sampled = profile.RootElement.GetProperty("profiles")[0];
        Assert.Equal(sampled.GetProperty("samples").GetArrayLength(), sampled.GetProperty("weights").GetArrayLength());
    }

    [Fact]
    public async Task Where_no_process_is_there_to_sample_the_code_says_so()
    {
        FinishedProcess gone = await AgentBinary.Managed.RunAsync("allocs", "--pid", "2147483647");
        FinishedProcess unnamed = await AgentBinary.Managed.RunAsync("allocs", "--name", "no-such-program");
        FinishedProcess neither = await AgentBinary.Managed.RunAsync("allocs");

        Assert.Equal((ExitCode.CannotAttach, ExitCode.CannotAttach, ExitCode.Usage), (gone.ExitCode, unnamed.ExitCode, neither.ExitCode));
    }

    [Fact]
    public async Task A_process_that_ends_meanwhile_is_told_of_with_its_types_known()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "kinds", "--boxes", "40", "--seconds", "3");
        FinishedProcess allocs = await AgentBinary.Managed.RunAsync("allocs", "--pid", lab.PidText, "--seconds", "60");

        Assert.Equal(0, allocs.ExitCode);
        Assert.Contains("It ended", allocs.OutputText, StringComparison.Ordinal);
        Assert.Contains(allocs.Output, line => line.StartsWith("  Tariff ", StringComparison.Ordinal) && line.Contains("boxing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_samples_continuously_exports_bytes_by_cause()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "kinds", "--boxes", "40");
        var continuous = new Dictionary<string, string> { ["GCWATCH_ALLOCATIONS__MODE"] = "Continuous", ["GCWATCH_ALLOCATIONS__DURATION"] = "00:00:01", ["GCWATCH_ALLOCATIONS__INTERVAL"] = "00:00:10" };
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, continuous, "--pid", lab.PidText);
        await agent.ServesAsync();
        Scrape scrape = await agent.ScrapeUntilAsync("sampled bytes", scrape => scrape.Sum("gcwatch_allocation_sampled_bytes_total") > 0);

        Assert.True(scrape.Sum("gcwatch_allocation_sampled_bytes_total", ("cause", "boxing")) > scrape.Sum("gcwatch_allocation_sampled_bytes_total") / 2);
        Assert.InRange(scrape.Value("gcwatch_allocation_sampled_seconds_total"), 0.9, 30);
    }
}
