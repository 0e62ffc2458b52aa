using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.Harness;

/// <summary>Runs all scenarios of a plan side by side once, under one agent.</summary>
public sealed class Round(HarnessPlan plan, AgentBinary binary)
{
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(0.5);

    /// <summary>In MB: between the free space of these small heaps in health, up to 25, and that of the faults, 48 and more.</summary>
    private const string LeastFragmentation = "40";

    private readonly string name = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, FiringLog> logs = plan.Scenarios.ToDictionary(scenario => scenario.Name, _ => new FiringLog(), StringComparer.Ordinal);

    public async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        await using AgentProcess agent = AgentProcess.Launch(
            binary,
            new Dictionary<string, string> { ["GCWATCH_RULES__FRAGMENTATIONMEGABYTES"] = LeastFragmentation },
            "--include", $"env:{ServiceRun.RoundVariable}={name}", "--time-scale", plan.TimeScale.ToString(CultureInfo.InvariantCulture));
        await agent.ServesAsync();
        List<ServiceRun> services = [];
        try
        {
            var random = new Random(plan.Seed);
            foreach (Scenario scenario in plan.Scenarios) services.Add(await ServiceRun.StartAsync(scenario, plan, name, random));
            await WatchAsync(agent, services);
            return Outcomes(services);
        }
        finally
        {
            foreach (ServiceRun service in services) await service.DisposeAsync();
        }
    }

    private async Task WatchAsync(AgentProcess agent, List<ServiceRun> services)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var turns = new PeriodicTimer(ScrapeInterval);
        while (TimeProvider.System.GetElapsedTime(start) < plan.Real(plan.Length))
        {
            await turns.WaitForNextTickAsync();
            foreach (ServiceRun service in services) await service.DeployIfDueAsync();
            if (services.Find(service => service.HasEnded) is { } ended) throw new InvalidOperationException($"{ended.Scenario.Name} has ended");
            Note(await agent.ScrapeAsync());
        }
    }

    private void Note(Scrape scrape)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (Sample firing in scrape.All("gcwatch_rule_firing").Where(sample => sample.Value > 0))
        {
            logs[firing.Labels["service"]].Note(firing.Labels["rule"], now, plan.TimeScale);
        }
    }

    private IReadOnlyList<Outcome> Outcomes(List<ServiceRun> services) =>
        [.. services.Select(service => Outcome.Of(
            service.Scenario, plan, service.FaultAt ?? DateTimeOffset.MaxValue, logs[service.Scenario.Name].Alerts))];
}
