using GcWatch.Agent.Options;

namespace GcWatch.Agent.Tests.Options;

public sealed class SelectionRuleTests
{
    [Theory]
    [InlineData("Shop.*", "Name", "", "Shop.*")]
    [InlineData("name:Shop", "Name", "", "Shop")]
    [InlineData("cmd:*--queue=a:b", "CommandLine", "", "*--queue=a:b")]
    [InlineData("env:TEAM=pay=ments", "Environment", "TEAM", "pay=ments")]
    [InlineData("env:TEAM=", "Environment", "TEAM", "")]
    public void A_rule_says_what_it_looks_at_and_what_must_match(string text, string subject, string variable, string pattern)
    {
        SelectionRule rule = Assert.IsType<SelectionRule>(SelectionRule.Parse(text));
        Assert.Equal((subject, variable, pattern), (rule.Subject.ToString(), rule.Variable, rule.Pattern));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name:")]
    [InlineData("user:root")]
    [InlineData("env:TEAM")]
    [InlineData("env:=x")]
    public void What_is_no_rule_is_refused(string text) => Assert.Null(SelectionRule.Parse(text));

    [Theory]
    [InlineData("""{ "Targets": { "Include": [ "user:root" ] } }""")]
    [InlineData("""{ "Targets": { "Exclude": "name:a;env:b" } }""")]
    public void A_configuration_with_something_else_is_refused_in_one_line(string text)
    {
        using var file = new OptionsFile(text);
        AgentFault fault = Assert.Throws<AgentFault>(() => OptionsLoader.Load(file.Path, new Dictionary<string, string>(), []));
        Assert.Equal(ExitCode.Usage, fault.Code);
        Assert.Matches(@"^Targets\.(Include|Exclude) must have rules of the form", fault.Message);
    }
}
