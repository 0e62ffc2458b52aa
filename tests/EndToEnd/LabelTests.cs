using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Who a target says it is, and who the options say it is.</summary>
public sealed class LabelTests
{
    private static readonly Dictionary<string, string> Identity = new()
    {
        ["OTEL_SERVICE_NAME"] = "checkout",
        ["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=ignored,deployment.environment.name=staging%20two,k8s.namespace.name=shop",
        ["POD_NAME"] = "checkout-7f9c",
    };

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_targets_own_environment_gives_its_labels_and_options_win(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(runtime, "allocate") { Environment = Identity });
        await using AgentProcess plain = await AgentProcess.StartAsync("--pid", lab.PidText);
        await using AgentProcess told = await AgentProcess.StartAsync("--pid", lab.PidText, "--service", "payments", "--env", "live");

        Scrape found = await plain.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) > 0);
        Scrape given = await told.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) > 0);

        AssertLabels(found, lab, "checkout", "staging two");
        AssertLabels(given, lab, "payments", "live");
    }

    [Fact]
    public async Task A_process_that_says_nothing_is_a_service_of_its_own_name()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape scrape = await agent.AttachesToAsync(lab);

        Assert.All(scrape.Of(lab.Label).Samples, sample => Assert.Equal("GcWatch.Lab", sample.Labels["service"]));
    }

    private static void AssertLabels(Scrape scrape, LabProcess lab, string service, string env)
    {
        (string, string)[] wanted =
            [("service", service), ("env", env), ("namespace", "shop"), ("pod", "checkout-7f9c"), ("process", lab.Label), ("agent", "gcwatch")];
        Assert.NotEmpty(scrape.Of(lab.Label).Samples);
        Assert.All(scrape.Of(lab.Label).Samples, sample => Assert.True(sample.Has(wanted), $"{sample.Name}: {string.Join(", ", sample.Labels)}"));
    }
}
