using System.Collections;
using GcWatch.Agent.Options;
using GcWatch.Agent.Rules;
using GcWatch.Agent.Tests.Options;
using GcWatch.Exporters.Tests;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>What <c>gcwatch rules</c> writes, and deploy/ has.</summary>
public sealed class RuleOutputTests
{
    private static readonly string[] RuleNames =
        ["gcwatch-slo.rules.yml", "gcwatch-alerts.rules.yml", "gcwatch-meta.rules.yml", "gcwatch-history.rules.yml", "gcwatch-fallback.rules.yml"];

    public static TheoryData<string> Configurations =>
    [
        """{ "Slo": { "Pause": [], "HeapGrowth": [], "AllocationBurst": [] } }""",
        """{ "Slo": { "Pause": [ { "Name": "quick", "Threshold": "00:00:00.005", "Objective": 0.999 }, { "Name": "calm-minutes", "Tier": "Silver", "Indicator": "Minutes" } ] }, "Paging": { "Enabled": true } }""",
        """{ "Rules": { "AgentJob": "odd\\d\"job'", "RunbookUrl": "https://wiki.local/it's", "LeastPauses": 7 } }""",
    ];

    [Fact]
    public void The_rules_are_what_the_default_options_give()
    {
        Assert.Equal(RuleNames, RuleFiles.Prometheus(Settings("{}")).Select(file => file.Name));
        foreach (WrittenFile file in RuleFiles.Prometheus(Settings("{}"))) Golden.Matches($"deploy/prometheus/{file.Name}", file.Text);
    }

    [Fact]
    public void The_OpenSLO_files_are_what_the_default_options_give()
    {
        foreach (WrittenFile file in OpenSloFiles.Write(Settings("{}").Options.Slo)) Golden.Matches($"deploy/openslo/{file.Name}", file.Text);
    }

    [Fact]
    public void The_operators_object_is_what_the_default_options_give()
    {
        foreach (WrittenFile file in RuleFiles.Chart(Settings("{}"))) Golden.Matches($"deploy/prometheus/operator/{file.Name}", file.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1000)]
    [InlineData(100000)]
    public Task Promtool_accepts_the_rules_at_every_time_scale(double scale) => CheckAsync(Settings("{}", scale));

    [Theory]
    [MemberData(nameof(Configurations))]
    public Task Promtool_accepts_the_rules_of_every_configuration(string text) => CheckAsync(Settings(text));

    [Fact]
    public async Task The_rules_do_what_their_stories_say()
    {
        Golden.Matches("deploy/prometheus/gcwatch-alerts.rules.test.yml", RuleStoryFile.Write(DecisionStories.All, RuleNames[1]));
        await PlayAsync("gcwatch-alerts.rules.test.yml");
    }

    [Fact]
    public async Task All_rules_together_do_what_the_stories_of_the_watching_say()
    {
        Golden.Matches("deploy/prometheus/gcwatch.rules.test.yml", RuleStoryFile.Write("1m", MetaStories.All, RuleNames));
        await PlayAsync("gcwatch.rules.test.yml");
    }

    [Fact]
    public async Task The_burn_rates_do_what_their_stories_say()
    {
        Golden.Matches("deploy/prometheus/gcwatch-slo.rules.test.yml", RuleStoryFile.Write("1m", BurnStories.Rates, RuleNames[0]));
        await PlayAsync("gcwatch-slo.rules.test.yml");
    }

    [Fact]
    public async Task Few_pauses_wake_nobody()
    {
        Golden.Matches("deploy/prometheus/gcwatch-volume.rules.test.yml", RuleStoryFile.Write(BurnStories.Volumes, RuleNames[0]));
        await PlayAsync("gcwatch-volume.rules.test.yml");
    }

    [Fact]
    public async Task Missing_rules_are_told()
    {
        Golden.Matches("deploy/prometheus/gcwatch-meta.rules.test.yml", RuleStoryFile.Write(MetaStories.WithoutRecordings(), RuleNames[2]));
        await PlayAsync("gcwatch-meta.rules.test.yml");
    }

    internal static RuleSettings Settings(string text, double scale = 1)
    {
        using var file = new OptionsFile(text);
        return new RuleSettings(OptionsLoader.Load(file.Path, new Hashtable(), []).Options, new RuleTime(scale));
    }

    private static async Task PlayAsync(string file)
    {
        (int exitCode, string said) = await Promtool.RunAsync("", "test", "rules", Repository.PathOf("deploy", "prometheus", file));
        Assert.True(exitCode == 0, said);
    }

    private static async Task CheckAsync(RuleSettings settings)
    {
        using var folder = new TemporaryFolder();
        foreach (WrittenFile file in RuleFiles.Prometheus(settings)) await File.WriteAllTextAsync(folder.PathOf(file.Name), file.Text);
        (int exitCode, string said) = await Promtool.RunAsync("", ["check", "rules", .. Directory.GetFiles(folder.FullName)]);
        Assert.True(exitCode == 0, said);
    }
}
