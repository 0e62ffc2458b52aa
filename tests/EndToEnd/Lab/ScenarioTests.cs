using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Lab;

public sealed class ScenarioTests
{
    /// <summary>So few that all of them take two seconds; the count of bytes is within 8,000 of the truth.</summary>
    private const int Operations = 1_000;

    private const double LeastDifferenceBytes = 100;

    private static readonly string[] Marks = ["live", "snapshot", "demonstration-only"];

    [Fact]
    public async Task Every_scenario_has_a_mark_and_a_cause_unless_nothing_shows_it()
    {
        IReadOnlyList<LabScenario> scenarios = await LabScenario.ListAsync();
        Assert.All(scenarios, scenario =>
        {
            Assert.Contains(scenario.Evidence, Marks);
            Assert.Equal(scenario.Evidence == "demonstration-only", scenario.Cause is null);
            Assert.Equal(["bad", "repaired"], scenario.Variants.Take(2));
            Assert.NotEqual("", scenario.Signal);
        });
        Assert.Equal(["closures", "boxing", "pools", "beyond", "escape"], scenarios.Select(scenario => scenario.Group).Distinct());
    }

    [Fact]
    public async Task The_page_of_the_Lab_is_what_it_lists() => Golden.Matches("docs/lab.md", LabPage.Write(await LabScenario.ListAsync()));

    [Fact]
    public async Task A_bad_variant_allocates_more_or_is_wrong_more_often_than_its_repaired_twin()
    {
        IReadOnlyList<LabComparison> taken =
            await LabLines.OfAsync<LabComparison>("compare", "--operations", Operations.ToString(CultureInfo.InvariantCulture));
        LabComparison Of(LabScenario scenario, string variant) => taken.Single(one => one.Scenario == scenario.Scenario && one.Variant == variant);

        Assert.All(await LabScenario.ListAsync(), scenario =>
        {
            (LabComparison bad, LabComparison repaired) = (Of(scenario, "bad"), Of(scenario, "repaired"));
            if (scenario is { Claim: "allocation", OnStackSince: null })
                Assert.True(bad.AllocatedBytesPerOperation > repaired.AllocatedBytesPerOperation + LeastDifferenceBytes);
            if (scenario.Claim != "correctness") return;
            Assert.True(bad.Faults > 0);
            Assert.Equal(0, repaired.Faults);
        });
    }

    [Fact]
    public async Task A_variant_ends_after_the_operations_asked_for_and_says_what_each_allocated()
    {
        IReadOnlyList<string> command = [.. LabRuntime.Net10.Command(), "closure-loop-bad", "--operations", "2000", "--pace", "20000"];
        LabClosing closing = LabClosing.Parse((await ChildProcess.RunAsync(command)).Output[^1]);

        // 16 display classes of 24 bytes and delegates of 64.
        Assert.Equal(2_000, closing.Operations);
        Assert.InRange(closing.AllocatedBytesPerOperation, 1_300, 1_700);
        Assert.InRange(closing.OperationsPerSecond, 1, 25_000);
    }

    [Theory]
    [InlineData("lab: unknown scenario 'closure-loop'; `list` names them", "closure-loop")]
    [InlineData("lab: unknown option '--times'; this scenario takes --seconds, --port, --operations, --pace, --warm-up-seconds, --request-bytes, --live-mb, --stdin", "closure-loop-bad", "--times", "3")]
    [InlineData("lab: --operations must be a whole number between 1 and 1000000000000, not '0'", "closure-loop-bad", "--operations", "0")]
    [InlineData("lab: unknown option '--xml'; scenarios takes --json", "scenarios", "--xml")]
    public async Task A_wrong_command_is_said_in_one_line(string complaint, params string[] arguments)
    {
        FinishedProcess finished = await ChildProcess.RunAsync([.. LabRuntime.Net10.Command(), .. arguments]);
        Assert.Equal(complaint, finished.ErrorText);
        Assert.Equal(2, finished.ExitCode);
    }
}
