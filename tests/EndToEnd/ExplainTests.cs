using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary><c>gcwatch explain</c> on a live process.</summary>
public sealed class ExplainTests
{
    /// <summary>Both are watched at once: each takes its time.</summary>
    [Fact]
    public async Task A_process_that_forces_collections_is_told_so_and_a_healthy_one_has_nothing_to_change()
    {
        await using LabProcess forcing = await LabProcess.StartAsync(LabRuntime.Net10, "collect", "--interval-ms", "200", "--generation", "1");
        await using LabProcess healthy = await LabProcess.StartAsync(LabRuntime.Net10, "demo");

        FinishedProcess[] said = await Task.WhenAll(
            AgentBinary.Managed.RunAsync("explain", "--pid", forcing.PidText, "--seconds", "4", "--format", "json"),
            AgentBinary.Managed.RunAsync("explain", "--pid", healthy.PidText, "--seconds", "10"));

        Assert.All(said, one => Assert.Equal((0, ""), (one.ExitCode, one.ErrorText)));
        JsonNode? told = JsonNode.Parse(said[0].OutputText);
        Assert.Equal("induced_collections", (string?)told?["findings"]?[0]?["kind"]);
        Assert.InRange((double?)told?["surroundings"]?["cpuLimit"] ?? 0, 0.01, Environment.ProcessorCount);
        Assert.StartsWith($"{LabProcess.Name}, process {healthy.Pid}, .NET 10.", said[1].Output[0], StringComparison.Ordinal);
        Assert.StartsWith("findings     nothing to change, by the ", said[1].Output[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closure-loop-bad", "closures", "LoopClosure+Capturing.Operate")]
    [InlineData("boxing-interface-bad", "boxing", "InterfaceParameter+ByInterface.Operate")]
    [InlineData("pool-leak-bad", "pool_misuse", "UnreturnedBuffer+Forgetting.Operate", "--pace", "1000")]
    public async Task What_a_process_allocates_for_nothing_is_named_from_samples_with_its_place(string scenario, string kind, string place, params string[] options)
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, [scenario, .. options]);

        FinishedProcess said = await AgentBinary.Managed.RunAsync("explain", "--pid", lab.PidText, "--seconds", "2", "--format", "json");

        Assert.Equal((0, ""), (said.ExitCode, said.ErrorText));
        JsonNode? found = Assert.Single(JsonNode.Parse(said.OutputText)?["findings"]?.AsArray() ?? [], finding => (string?)finding?["kind"] == kind);
        Assert.EndsWith(place, (string?)found?["place"]?["method"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_that_is_broken_off_and_one_whose_process_ends_say_what_they_have_seen()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        int before = EventThreads.Of(lab);
        await using ChildProcess brokenOff = ChildProcess.Start([.. AgentBinary.Managed.Command, "explain", "--pid", lab.PidText, "--seconds", "600", "--no-sampling"]);
        await using ChildProcess outlives = ChildProcess.Start([.. AgentBinary.Managed.Command, "explain", "--pid", lab.PidText, "--seconds", "600", "--no-sampling"]);
        await Eventually.ReadsAsync("both sessions are open", () => Task.FromResult(EventThreads.Of(lab)), threads => threads >= before + 2);

        await brokenOff.SignalAsync("TERM");
        FinishedProcess early = await brokenOff.FinishAsync();
        await lab.QuitAsync();
        FinishedProcess late = await outlives.FinishAsync();

        Assert.Equal((0, "", 0, ""), (early.ExitCode, early.ErrorText, late.ExitCode, late.ErrorText));
        Assert.Contains(" s, 0 collections", early.Output[0], StringComparison.Ordinal);
        Assert.Contains(" s, until it ended, ", late.Output[0], StringComparison.Ordinal);
        Assert.StartsWith("not judged ", late.Output[^1], StringComparison.Ordinal);
    }
}
