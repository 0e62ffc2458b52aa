using System.Text.Json;
using System.Xml.Linq;
using GcWatch.Agent.Gate;

namespace GcWatch.Agent.Tests.Gate;

public sealed class GateVerdictTests
{
    private static readonly BudgetLimit[] Budget = [JudgedRun.Limit("LongestPause", 0.05), JudgedRun.Limit("AllocatedBytes", 1000)];

    [Fact]
    public void A_value_that_is_just_what_the_budget_allows_is_within_it() =>
        Assert.False(new GateVerdict(JudgedRun.Of(JudgedRun.Process("App-1", 50, 1000)), Budget).IsBroken);

    [Fact]
    public void One_slow_process_breaks_the_budget_of_all()
    {
        var verdict = new GateVerdict(JudgedRun.Of(JudgedRun.Process("Quick-1", 1, 10), JudgedRun.Process("Slow-2", 61.5, 10)), Budget);
        Assert.Equal([true, false], verdict.Lines.Select(line => line.IsBroken));
        Assert.Equal("longest pause 61.5 ms in Slow-2; the budget is 50 ms", verdict.Lines[0].Sentence());
    }

    [Fact]
    public void Small_processes_add_up()
    {
        var verdict = new GateVerdict(JudgedRun.Of(JudgedRun.Process("A-1", 1, 600), JudgedRun.Process("B-2", 1, 600)), Budget);
        Assert.Equal("allocated 1.2 KB in all; the budget is 1 KB", Assert.Single(verdict.Lines, line => line.IsBroken).Sentence());
    }

    [Fact]
    public void What_was_sampled_is_judged_where_the_budget_says_so_and_else_not_shown()
    {
        ProcessFigures leaking = JudgedRun.Process("App-1", 1, 10) with { Sampled = JudgedRun.Boxes(3e6), PoolLeaks = 8 };

        var verdict = new GateVerdict(JudgedRun.Of(leaking), [JudgedRun.Limit("BoxingBytes", 2e6), JudgedRun.Limit("ClosureBytes", 0), JudgedRun.Limit("PoolLeaks", 7)]);

        Assert.Equal(["boxing bytes 3 MB in App-1; the budget is 2 MB", "pool leaks 8 in App-1; the budget is 7"], verdict.Lines.Where(line => line.IsBroken).Select(line => line.Sentence()));
        Assert.All(new GateVerdict(JudgedRun.Of(leaking), null).Lines, line => Assert.Equal(BudgetNeeds.Nothing, line.Measure.Needs));
    }

    [Fact]
    public void A_budget_is_not_kept_where_nobody_was_judged_or_the_watch_failed()
    {
        Assert.True(new GateVerdict(JudgedRun.Of(), Budget).IsBroken);
        Assert.True(new GateVerdict(JudgedRun.Of(JudgedRun.Process("A-1", 1, 1)) with { Troubles = ["the events of A-1 broke off"] }, Budget).IsBroken);
        Assert.False(new GateVerdict(JudgedRun.Of(), null).IsBroken);
    }

    [Fact]
    public void JUnit_has_a_case_for_each_line_of_the_budget_and_is_well_formed_whatever_a_process_is_called()
    {
        var verdict = new GateVerdict(JudgedRun.Of(JudgedRun.Process("<\u0001\uD800 & 'é' \"x\"-1", 70, 10)), Budget);

        XElement suite = Assert.Single(XDocument.Parse(JUnitReport.Text(verdict)).Elements("testsuites").Elements("testsuite"));

        Assert.Equal(("3", "1"), (suite.Attribute("tests")?.Value, suite.Attribute("failures")?.Value));
        Assert.Equal(["Watched", "LongestPause", "AllocatedBytes"], suite.Elements("testcase").Select(one => one.Attribute("name")?.Value));
        XElement failed = Assert.Single(suite.Elements("testcase"), one => one.Element("failure") is not null);
        Assert.Equal("longest pause 70 ms in <?\uFFFD & 'é' \"x\"-1; the budget is 50 ms", failed.Element("failure")?.Attribute("message")?.Value);
    }

    [Fact]
    public void GitHub_gets_a_line_for_each_broken_limit_and_no_line_can_end_early()
    {
        var verdict = new GateVerdict(JudgedRun.Of(JudgedRun.Process("100%\n-1", 70, 10)), Budget);
        Assert.Equal("::error title=GC budget::longest pause 70 ms in 100%25%0A-1; the budget is 50 ms", Assert.Single(GitHubAnnotations.Lines(verdict)));
    }

    [Fact]
    public void Text_and_JSON_say_the_same()
    {
        var verdict = new GateVerdict(JudgedRun.Of(JudgedRun.Process("App-1", 70, 10, induced: 2)), [JudgedRun.Limit("LongestPause", 0.05), JudgedRun.Limit("InducedCollections", 2)]);

        Assert.Equal(
            [
                "",
                "gcwatch: 1 process judged: the budget is broken",
                "  process  measure              value  budget  verdict",
                "  App-1    longest pause        70 ms  50 ms   BROKEN",
                "  App-1    induced collections  2      2       within",
                "gcwatch: the command ended with exit code 7",
            ],
            GateText.Lines(verdict, 7));
        using JsonDocument json = JsonDocument.Parse(GateJson.Text(verdict, 7));
        Assert.False(json.RootElement.GetProperty("withinBudget").GetBoolean());
        Assert.Equal(7, json.RootElement.GetProperty("commandExitCode").GetInt32());
        Assert.Equal(0.07, json.RootElement.GetProperty("measures")[0].GetProperty("values")[0].GetProperty("value").GetDouble());
    }
}
