using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>What a target keeps in its environment and on its command line stays there.</summary>
public sealed class SecretTests
{
    private const string InVariable = "env-4be1c0ffee";
    private const string InAttribute = "attribute-4be1c0ffee";
    private const string OnCommandLine = "argument-4be1c0ffee";

    [Fact]
    public async Task No_secret_of_a_target_is_logged_exported_or_printed()
    {
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "allocate")
        {
            Command = ["dotnet", "exec", "--additionalprobingpath", $"/no/such/{OnCommandLine}", LabRuntime.Net10.Command()[^1]],
            Environment = new Dictionary<string, string>
            {
                ["ConnectionStrings__Shop"] = $"Password={InVariable}",
                ["DOTNET_Password"] = InVariable,
                ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.name=shop,api.key={InAttribute}",
            },
        });
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText, "--include", "cmd:*GcWatch.Lab*;env:DOTNET_Password=*", "--log-level", "Verbose");
        Scrape scrape = await agent.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) > 0);

        FinishedProcess listed = await AgentBinary.Managed.RunAsync("ps");
        FinishedProcess examined = await AgentBinary.Managed.RunAsync("doctor", "--pid", lab.PidText);
        FinishedProcess explained = await AgentBinary.Managed.RunAsync("explain", "--pid", lab.PidText, "--seconds", "1", "--no-sampling", "--format", "json");
        FinishedProcess stopped = await agent.StopAsync();

        Assert.All(scrape.Of(lab.Label).Samples, sample => Assert.Equal("shop", sample.Labels["service"]));
        Assert.Contains(lab.PidText, listed.OutputText, StringComparison.Ordinal);
        Assert.All([listed, examined, explained, stopped], finished => Assert.Equal(0, finished.ExitCode));
        string[] said = [scrape.Text, .. new[] { listed, examined, explained, stopped }.SelectMany(finished => new[] { finished.OutputText, finished.ErrorText })];
        Assert.All(said, text => Assert.DoesNotContain("4be1c0ffee", text, StringComparison.Ordinal));
    }
}
