using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Gate;

/// <summary>A command under watch from its first instruction, judged by a budget.</summary>
public sealed class GateTests : IDisposable
{
    private static readonly string[] Collecting = ["collect", "--interval-ms", "20", "--seconds", "1"];

    private readonly GateRun gate = new();

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net9)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_command_is_judged_from_its_first_collection_and_agrees_with_what_it_says_of_itself(LabRuntime runtime)
    {
        FinishedProcess finished = await gate.RunAsync([], [.. runtime.Command(), .. Collecting]);

        Assert.Equal(0, finished.ExitCode);
        LabClosing closing = LabClosing.Parse(finished.Output[^1]);
        JsonElement process = Assert.Single(gate.Verdict().GetProperty("processes").EnumerateArray());
        Assert.Equal(1, process.GetProperty("firstCollection").GetInt32());
        Assert.Equal(closing.Gen0, process.GetProperty("collections").GetInt32());
        Assert.Equal(closing.Gen2, gate.Value("Gen2Collections"));
        Assert.Equal(closing.Gen2, gate.Value("InducedCollections"));
        Assert.Empty(finished.Errors);
    }

    [Fact]
    public async Task A_broken_budget_is_exit_code_3_a_failed_case_and_an_annotation()
    {
        string budget = gate.Budget("""{ "InducedCollections": 0, "LongestPause": "00:01:00" }""");

        FinishedProcess finished = await gate.RunAsync(["--budget", budget, "--junit", gate.PathOf("junit.xml"), "--github"], [.. LabRuntime.Net10.Command(), .. Collecting]);

        Assert.Equal(3, finished.ExitCode);
        Assert.StartsWith("::error title=GC budget::induced collections ", Assert.Single(finished.Errors), StringComparison.Ordinal);
        Assert.Contains("failures=\"1\"", await File.ReadAllTextAsync(gate.PathOf("junit.xml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closure-loop", """{ "ClosureBytes": 4000000 }""", "20000")]
    [InlineData("pool-leak", """{ "PoolLeaks": 100 }""", "2000")]
    public async Task Closures_and_pool_leaks_break_a_budget_and_what_is_repaired_keeps_it(string scenario, string budget, string operations)
    {
        string file = gate.Budget(budget);
        foreach ((string variant, int expected) in ((string, int)[])[("bad", 3), ("repaired", 0)])
        {
            FinishedProcess finished = await gate.RunAsync(["--budget", file], [.. LabRuntime.Net10.Command(), $"{scenario}-{variant}", "--operations", operations]);

            Assert.True(finished.ExitCode == expected, $"{variant}: exit code {finished.ExitCode}, {gate.Verdict()}");
            Assert.Empty(gate.Verdict().GetProperty("faults").EnumerateArray());
        }
    }

    [Fact]
    public async Task The_native_gate_judges_causes_and_pool_leaks_likewise()
    {
        using var native = new GateRun { Agent = AgentBinary.Native };
        string budget = native.Budget("""{ "PoolMissBytes": 4000000, "ClosureBytes": 4000000, "PoolLeaks": 100 }""");

        FinishedProcess finished = await native.RunAsync(["--budget", budget], [.. LabRuntime.Net10.Command(), "pool-leak-bad", "--operations", "2000"]);

        Assert.True(finished.ExitCode == 3, $"exit code {finished.ExitCode}, {native.Verdict()}");
        Assert.Empty(native.Verdict().GetProperty("faults").EnumerateArray());
        Assert.Equal(2_000, native.Value("PoolLeaks"));
        Assert.InRange(native.Value("PoolMissBytes"), 4_000_000, 60_000_000);
        Assert.InRange(native.Value("ClosureBytes"), 0, 4_000_000);
    }

    [Fact]
    public async Task The_commands_own_failure_comes_before_a_broken_budget_and_a_scripts_program_stands_for_the_script()
    {
        string budget = gate.Budget("""{ "InducedCollections": 0 }""");

        FinishedProcess finished = await gate.RunAsync(["--budget", budget], ["sh", "-c", $"{string.Join(' ', LabRuntime.Net10.Command())} {string.Join(' ', Collecting)}; exit 7"]);

        Assert.Equal(7, finished.ExitCode);
        Assert.Single(gate.Verdict().GetProperty("processes").EnumerateArray());
        Assert.False(gate.Verdict().GetProperty("withinBudget").GetBoolean());
    }

    [Theory]
    [InlineData(7, "exit 7")]
    [InlineData(143, "kill -TERM $$")]
    [InlineData(0, "exit 0")]
    public async Task The_commands_own_exit_code_is_returned(int expected, string script)
    {
        FinishedProcess finished = await gate.RunAsync([], ["sh", "-c", script]);
        Assert.Equal(expected, finished.ExitCode);
    }

    [Theory]
    [InlineData(127, "/no/such/command")]
    [InlineData(127, "no-such-command-anywhere")]
    [InlineData(126, "/etc/hostname")]
    public async Task A_command_that_cannot_be_started_is_said_as_a_shell_says_it(int expected, string command)
    {
        FinishedProcess finished = await gate.RunAsync([], [command]);
        Assert.Equal(expected, finished.ExitCode);
        Assert.StartsWith("gcwatch: ", Assert.Single(finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_and_outputs_pass_through_and_a_signal_reaches_the_command()
    {
        await using ChildProcess child = ChildProcess.Start(gate.Command([], ["sh", "-c", "trap 'echo asked; exit 9' TERM; read line; echo \"$line\"; echo aside >&2; while :; do sleep 0.1; done"]));
        await child.Input.WriteLineAsync("through");
        await child.Input.FlushAsync();
        await Eventually.HoldsAsync("the line is back", () => child.Output.All.Contains("through"));

        await child.SignalAsync("TERM");
        FinishedProcess finished = await child.FinishAsync();

        Assert.Equal(9, finished.ExitCode);
        Assert.Equal(["through", "asked"], finished.Output);
        Assert.Contains("aside", finished.Errors);
    }

    [Fact]
    public async Task Nobody_waits_for_a_gate_that_was_killed()
    {
        // A .NET program that starts another one, which only begins when the gate is gone: a gate within the gate.
        string lab = string.Join(' ', LabRuntime.Net10.Command());
        string[] command = [.. AgentBinary.Managed.Command, "exec", "--output", gate.PathOf("inner"), "--", "sh", "-c", $"echo waiting; read go; exec {lab} collect --seconds 1"];
        await using ChildProcess child = ChildProcess.Start(gate.Command([], command), gate.OwnPlace);
        await Eventually.HoldsAsync("the inner gate's command waits", () => child.Output.All.Contains("waiting"));

        await child.SignalAsync("KILL");
        await child.Input.WriteLineAsync("go");
        await child.Input.FlushAsync();

        await Eventually.HoldsAsync("the Lab has run to its end", () => child.Output.All.Any(line => line.Contains("allocatedBytes", StringComparison.Ordinal)));
    }

    public void Dispose() => gate.Dispose();
}
