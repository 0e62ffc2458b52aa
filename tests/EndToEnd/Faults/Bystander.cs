using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A target that has nothing to do with a fault: ten collections a second, every one of which must be counted.</summary>
internal sealed class Bystander : IAsyncDisposable
{
    private static readonly (string, string) Induced = ("gc_reason", "induced");

    private readonly AgentProcess agent;
    private double collections;

    private Bystander(LabProcess lab, AgentProcess agent)
    {
        Lab = lab;
        this.agent = agent;
    }

    public LabProcess Lab { get; }

    /// <summary>Starts it and waits until the agent counts its collections.</summary>
    public static async Task<Bystander> StartAsync(Enclave enclave, AgentProcess agent)
    {
        LabProcess lab = await enclave.StartLabAsync(LabRuntime.Net10, "collect", "--interval-ms", "100", "--generation", "0", "--live-mb", "1");
        var bystander = new Bystander(lab, agent);
        try
        {
            await bystander.IsUnaffectedAsync();
            return bystander;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks whether its counters have gone on from where they were, go on still, and nothing is missing.</summary>
    public async Task IsUnaffectedAsync()
    {
        double before = collections;
        Scrape first = await agent.ScrapeUntilAsync("the bystander is counted", scrape => CollectionsOf(scrape) > before);
        double seen = CollectionsOf(first);
        Scrape later = (await agent.ScrapeUntilAsync("the bystander goes on", scrape => CollectionsOf(scrape) >= seen + 3)).Of(Lab.Label);

        Assert.Equal(1, later.Value(MetricNames.TargetUp));
        Assert.Equal(0, later.Value(MetricCatalog.NumberGaps.PrometheusName));
        Assert.Equal(0, later.Value(MetricCatalog.EventsDropped.PrometheusName));
        Assert.Equal(0, later.Value(MetricCatalog.EventsLost.PrometheusName));
        collections = CollectionsOf(later);
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    private double CollectionsOf(Scrape scrape) => scrape.Of(Lab.Label).Sum(MetricNames.Collections, Induced);
}
