using System.Collections;
using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Options;

public sealed class SloOptionsTests
{
    [Fact]
    public void Without_anything_the_three_promises_hold_for_every_service() => Assert.Equal(
        [
            new Promise.Pause("gc-pause", PromiseTier.Gold, 0.99, TimeSpan.FromMilliseconds(15)),
            new Promise.HeapGrowth("heap-growth", PromiseTier.Silver, 0.99, 0.05),
            new Promise.AllocationBurst("alloc-burst", PromiseTier.Bronze, 0.95, 3),
        ],
        Load("{}").PromisesOf("anything"));

    [Fact]
    public void What_an_item_does_not_say_is_as_in_the_default_promise_of_its_kind()
    {
        SloOptions slo = Load("""{ "Slo": { "Pause": [ { "name": "a", "Threshold": "00:00:00.050" }, { "Name": "b", "Tier": "bronze", "Objective": 0.5, "Indicator": "Minutes" } ], "HeapGrowth": [] } }""");
        Assert.Equal(
            [
                new Promise.Pause("a", PromiseTier.Gold, 0.99, TimeSpan.FromMilliseconds(50)),
                new Promise.Pause("b", PromiseTier.Bronze, 0.5, TimeSpan.FromMilliseconds(15), PauseIndicator.Minutes),
                new Promise.AllocationBurst("alloc-burst", PromiseTier.Bronze, 0.95, 3),
            ],
            slo.PromisesOf("shop"));
        Assert.Equal([TimeSpan.FromMilliseconds(15), TimeSpan.FromMilliseconds(50)], slo.PauseThresholds());
    }

    [Theory]
    [InlineData("*", "shop", true)]
    [InlineData("shop*;pay", "shop-web", true)]
    [InlineData("shop*;pay", "pays", false)]
    [InlineData("*", "", true)]
    [InlineData("!batch-*", "shop", true)]
    [InlineData("!batch-*", "batch-night", false)]
    [InlineData("shop*;!shop-test", "shop-test", false)]
    [InlineData("shop*;!shop-test", "shop-web", true)]
    [InlineData("shop*;!shop-test", "pay", false)]
    public void A_promise_is_made_for_the_services_that_its_patterns_select(string patterns, string service, bool isMade)
    {
        SloOptions slo = Load($$"""{ "Slo": { "Pause": [ { "Services": "{{patterns}}" } ], "HeapGrowth": [], "AllocationBurst": [] } }""");
        Assert.Equal(isMade, slo.PromisesOf(service).Count == 1);
    }

    [Theory]
    [InlineData("""{ "Pause": [ { "Objective": 0.93 } ] }""", "Slo.Pause[0].Objective must be between 0.9306 and 0.99999 for tier Gold: below that its fastest alert could never fire")]
    [InlineData("""{ "HeapGrowth": [ { "Objective": 0.83 } ] }""", "Slo.HeapGrowth[0].Objective must be between 0.8334 and 0.99999 for tier Silver: below that its fastest alert could never fire")]
    [InlineData("""{ "Pause": [ {}, { "Name": "b", "Objective": 1 } ] }""", "Slo.Pause[1].Objective must be between 0.01 and 0.99999")]
    [InlineData("""{ "Pause": [ {}, {} ] }""", "Slo.Pause[1].Name must differ from that of Slo.Pause[0], gc-pause")]
    [InlineData("""{ "HeapGrowth": [ { "Name": "gc-pause" } ] }""", "Slo.HeapGrowth[0].Name must differ from that of Slo.Pause[0], gc-pause")]
    [InlineData("""{ "Pause": [ { "Name": "GC pause" } ] }""", "Slo.Pause[0].Name must match the regular expression '^[a-z][a-z0-9-]{0,62}$'")]
    [InlineData("""{ "Pause": [ { "Threshold": "00:00:02" } ] }""", "Slo.Pause[0].Threshold must not be a whole number of seconds, other than 1 and 5")]
    [InlineData("""{ "Pause": [ { "Threshold": "00:00:00" } ] }""", "Slo.Pause[0].Threshold must be between 00:00:00.0001 and 00:01:00")]
    [InlineData("""{ "Pause": [ { "Treshold": "00:00:00.01" } ] }""", "Slo.Pause[0].Treshold is not an option")]
    [InlineData("""{ "Pause": [ { "Tier": "Platinum" } ] }""", "Slo.Pause[0].Tier has a value of the wrong kind")]
    [InlineData("""{ "Pause": [ 15 ] }""", "Slo.Pause[0] has a value of the wrong kind")]
    [InlineData("""{ "Pause": [ null ] }""", "Slo.Pause[0] has a value of the wrong kind")]
    [InlineData("""{ "Pause": { "Objective": 0.99 } }""", "Slo.Pause has a value of the wrong kind")]
    [InlineData("""{ "Pause": [ { "Services": [] } ] }""", "Slo.Pause[0].Services must have patterns such as shop-*, or !shop-test for what is left out")]
    [InlineData("""{ "AllocationBurst": [ { "Multiple": 1 } ] }""", "Slo.AllocationBurst[0].Multiple must be between 1.1 and 1000")]
    public void A_promise_that_cannot_hold_is_refused_by_its_path(string slo, string complaint) => Assert.EndsWith(complaint, Refused($$"""{ "Slo": {{slo}} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("Gold", 0.9306)]
    [InlineData("Silver", 0.8334)]
    [InlineData("Bronze", 0.01)]
    public void The_least_objective_of_a_tier_is_taken(string tier, double objective) => Assert.Single(
        Load(FormattableString.Invariant($$"""{ "Slo": { "Pause": [ { "Tier": "{{tier}}", "Objective": {{objective}} } ] } }""")).Pause);

    [Theory]
    [InlineData("gc-pause")]
    [InlineData("[{")]
    public void A_list_by_variable_that_is_not_JSON_is_refused(string value)
    {
        var fault = Assert.Throws<AgentFault>(() => OptionsLoader.Load(null, new Hashtable { ["GCWATCH_SLO__PAUSE"] = value }, []));
        Assert.Equal("Slo.Pause must be a list in JSON, such as [{\"Name\": \"gc-pause\"}]", fault.Message);
    }

    private static SloOptions Load(string text)
    {
        using var file = new OptionsFile(text);
        return OptionsLoader.Load(file.Path, new Hashtable(), []).Options.Slo;
    }

    private static string Refused(string text)
    {
        var fault = Assert.Throws<AgentFault>(() => Load(text));
        Assert.Equal(ExitCode.Usage, fault.Code);
        return fault.Message;
    }
}
