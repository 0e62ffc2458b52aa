using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class TargetSelectionTests
{
    [Theory]
    [InlineData("VBCSCompiler")]
    [InlineData("MSBuild")]
    [InlineData("testhost")]
    [InlineData("gcwatch")]
    public void Build_tools_test_hosts_and_agents_are_left_alone_unless_named(string name)
    {
        Assert.False(Selects(new TargetsOptions(), name));
        Assert.True(Selects(new TargetsOptions { Name = name[..3] + "*" }, name));
        Assert.True(Selects(new TargetsOptions { Include = [$"cmd:*{name}*"] }, name));
        Assert.False(Selects(new TargetsOptions { Include = ["env:TEAM=pay"] }, name, ("TEAM", "pay")));
    }

    [Fact]
    public void A_test_application_under_dotnet_test_is_a_test_host()
    {
        var tests = new ProcessTraits("Shop.Tests", "Shop.Tests --server dotnettestcli --dotnet-test-pipe x", new Dictionary<string, string>());
        Assert.False(new TargetSelection(new TargetsOptions()).Selects(tests));
    }

    [Fact]
    public void Any_rule_of_the_include_list_selects_and_any_of_the_exclude_list_forbids()
    {
        var options = new TargetsOptions { Name = "Shop.*", Include = ["env:TEAM=pay*", "cmd:* --worker"], Exclude = ["name:*.Migrations"] };
        Assert.True(Selects(options, "Shop.Web"));
        Assert.True(Selects(options, "Ledger", ("TEAM", "payments")));
        Assert.True(new TargetSelection(options).Selects(new ProcessTraits("Mail", "dotnet Mail.dll --worker", new Dictionary<string, string>())));
        Assert.False(Selects(options, "Mail"));
        Assert.False(Selects(options, "Ledger", ("TEAM", "web")));
        Assert.False(Selects(options, "Shop.Migrations", ("TEAM", "payments")));
    }

    [Fact]
    public void Only_the_variables_that_rules_name_are_asked_for()
    {
        var options = new TargetsOptions { Include = ["env:TEAM=pay*", "env:TEAM=web"], Exclude = ["env:CANARY=1", "name:x"] };
        Assert.Equal(["TEAM", "CANARY"], new TargetSelection(options).Variables);
    }

    private static bool Selects(TargetsOptions options, string name, params ReadOnlySpan<(string, string)> environment)
    {
        var variables = new Dictionary<string, string>();
        foreach ((string key, string value) in environment) variables.Add(key, value);
        return new TargetSelection(options).Selects(new ProcessTraits(name, $"dotnet {name}.dll", variables));
    }
}
