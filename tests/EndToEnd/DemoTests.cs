using System.Globalization;
using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary><c>gcwatch demo</c>, the first command of the README.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task The_demo_says_where_to_look_shows_live_lines_serves_metrics_and_leaves_nothing_behind()
    {
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, null, "demo", "--seconds", "5");
        await agent.ServesAsync();
        Scrape scrape = await agent.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) > 0);

        FinishedProcess finished = await agent.Child.FinishAsync();

        Assert.Equal(0, finished.ExitCode);
        Assert.Empty(finished.Errors);
        Assert.Contains($"Metrics:  {agent.MetricsUrl}", finished.Output);
        string[] live = [.. finished.Output.Where(line => LiveLine().IsMatch(line))];
        Assert.InRange(live.Length, 3, 8);
        Assert.True(live.Any(line => line.Contains("MB/s", StringComparison.Ordinal)), finished.OutputText);
        int workload = WorkloadOf(finished.Output);
        Assert.NotEmpty(scrape.Of(string.Create(CultureInfo.InvariantCulture, $"GcWatch.Lab-{workload}")).Samples);
        await Eventually.HoldsAsync("the workload has ended", () => !ProcessTable.IsRunning(workload));
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("TERM", 0)]
    public async Task The_workload_does_not_outlive_the_demo(string signal, int exitCode)
    {
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, null, "demo");
        await Eventually.HoldsAsync("a live line", () => agent.Child.Output.All.Any(line => LiveLine().IsMatch(line)));
        int workload = WorkloadOf(agent.Child.Output.All);
        Assert.True(ProcessTable.IsRunning(workload));

        FinishedProcess finished = await agent.StopAsync(signal);

        Assert.Equal(exitCode, finished.ExitCode);
        await Eventually.HoldsAsync("the workload has ended", () => !ProcessTable.IsRunning(workload));
        Assert.DoesNotContain("   at ", finished.ErrorText, StringComparison.Ordinal);
    }

    private static int WorkloadOf(IReadOnlyList<string> output) =>
        int.Parse(output.Select(line => FirstLine().Match(line)).First(match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Watching the demo workload, process (\d+)\.")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"^ *\d+ s +\d+ ")]
    private static partial Regex LiveLine();
}
