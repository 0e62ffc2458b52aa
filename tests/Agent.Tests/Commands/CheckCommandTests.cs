using System.Text.Json.Nodes;
using GcWatch.Agent.Tests.Options;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Commands;

public sealed class CheckCommandTests
{
    private const string Away = "http://127.0.0.1:1";

    [Fact]
    public async Task What_the_defaults_mean_is_one_page()
    {
        CommandRun run = await CommandRun.OfAsync("check");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Matches("tests/Agent.Tests/Golden/check.txt", Without(run.Output, "The environment variable GCWATCH_"));
    }

    [Fact]
    public async Task What_the_defaults_mean_is_one_document()
    {
        CommandRun run = await CommandRun.OfAsync("check", "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Matches("tests/Agent.Tests/Golden/check.json", Without(run.Output.Replace("[]", "[\n  ]", StringComparison.Ordinal), "    \"GCWATCH_"));
    }

    [Theory]
    [InlineData("""{ "Slo": { "Pause": [ { "Objective": 0.9, "Tier": "Gold" }, { "Name": "gc-pause" } ] }, "Metrics": { "Port": 0 } }""")]
    [InlineData("""{ "Slo": { "Pause": [ { "Treshold": "00:00:00.015" } ] } }""")]
    [InlineData("""{ "Metrics": { "Prot": 1 } }""")]
    [InlineData("""{ "Metrics": """)]
    [InlineData("[]")]
    public async Task A_fault_is_said_in_the_words_of_run_with_its_path_and_nothing_else_is(string text)
    {
        using var file = new OptionsFile(text);
        CommandRun check = await CommandRun.OfAsync("check", "--config", file.Path);
        CommandRun run = await CommandRun.OfAsync("run", "--config", file.Path);
        Assert.Equal((ExitCode.Usage, run.Error, ""), (check.ExitCode, check.Error, check.Output));
    }

    [Fact]
    public async Task Each_fault_has_a_line_with_the_path_of_its_key()
    {
        using var file = new OptionsFile("""{ "Slo": { "Pause": [ { "Objective": 0.9 }, { "Name": "gc-pause" } ] }, "Metrics": { "Port": 0 } }""");
        CommandRun run = await CommandRun.OfAsync("check", "--config", file.Path);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All((string[])["Metrics.Port ", "Slo.Pause[1].Name ", "Slo.Pause[0].Objective "], key => Assert.Contains(lines, line => line.StartsWith($"gcwatch: {key}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Paging_that_is_on_is_shown_with_whom_it_wakes()
    {
        using var file = new OptionsFile("""{ "Paging": { "Enabled": true } }""");
        string output = (await CommandRun.OfAsync("check", "--config", file.Path)).Output;
        Assert.Contains("  on: critical alerts carry page=\"true\"", output, StringComparison.Ordinal);
        Assert.Contains("phone and chat", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_service_only_its_own_promises_are_shown()
    {
        using var file = new OptionsFile("""{ "Slo": { "Pause": [ { "Name": "quick", "Services": ["api-*"] }, { "Name": "calm", "Services": ["!api-*"] } ] } }""");
        string output = (await CommandRun.OfAsync("check", "--config", file.Path, "--service", "api-orders")).Output;
        Assert.Contains("quick", output, StringComparison.Ordinal);
        Assert.DoesNotContain("calm", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_server_that_is_away_is_said_beside_what_the_configuration_means(string format)
    {
        CommandRun run = await CommandRun.OfAsync("check", "--prometheus", Away, "--format", format);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"gcwatch: {Away} cannot be asked: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be asked", run.Output, StringComparison.Ordinal);
        Assert.Contains("GcWatchGoldBurn14x", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prometheus must be an http or https address", "check", "--prometheus", "prometheus:9090")]
    [InlineData("--prometheus must be an http or https address", "check", "--prometheus", "")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json' (see gcwatch --help)", "check", "--format", "xml")]
    public async Task A_wrong_command_line_is_said_in_one_line(string complaint, params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(args);
        Assert.Equal((ExitCode.Usage, $"gcwatch: {complaint}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task On_a_recording_it_says_what_replay_says_would_have_fired()
    {
        string trace = Repository.PathOf("tests", "Data", "net9-server-induced.nettrace");
        JsonNode? replayed = JsonNode.Parse(await ReplayedAsync(trace));

        JsonNode? both = JsonNode.Parse((await CommandRun.OfAsync("check", "--trace", trace, "--format", "json")).Output);
        string text = (await CommandRun.OfAsync("check", "--trace", trace)).Output;

        Assert.True(JsonNode.DeepEquals(replayed?["alerts"], both?["trace"]?["alerts"]));
        Assert.True(JsonNode.DeepEquals(replayed?["promises"], both?["trace"]?["promises"]));
        Assert.Contains("On net9-server-induced.nettrace\n  promise      gc-pause (gold): ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_said_in_one_line()
    {
        using var file = new OptionsFile("this is not a trace");
        CommandRun run = await CommandRun.OfAsync("check", "--trace", file.Path);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("is not a nettrace file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_no_option_is_said()
    {
        Environment.SetEnvironmentVariable("GCWATCH_METRICS__PROT", "1");
        try
        {
            string output = (await CommandRun.OfAsync("check")).Output;
            Assert.Contains("The environment variable GCWATCH_METRICS__PROT is not an option of GcWatch and is ignored.\n", output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GCWATCH_METRICS__PROT", null);
        }
    }

    /// <summary>The tests' own variables are none of GcWatch's either.</summary>
    private static string Without(string text, string begin) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith(begin, StringComparison.Ordinal)));

    private static async Task<string> ReplayedAsync(string trace)
    {
        FinishedProcess replay = await AgentBinary.Managed.RunAsync("replay", trace, "--format", "json");
        return replay.OutputText;
    }
}
