using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.Harness;

/// <summary>One scenario's process in one round, or both where one is deployed in the place of the other.</summary>
internal sealed class ServiceRun : IAsyncDisposable
{
    /// <summary>The variable by which the agent finds the processes of its round, and no others.</summary>
    public const string RoundVariable = "HARNESS_ROUND";

    private readonly HarnessPlan plan;
    private readonly string round;
    private readonly int seed;
    private readonly IReadOnlyList<string> faultArguments;
    private readonly long startedAt = TimeProvider.System.GetTimestamp();
    private LabProcess lab;
    private DateTimeOffset? deployedAt;

    private ServiceRun(Scenario scenario, HarnessPlan plan, string round, int seed, IReadOnlyList<string> faultArguments, TimeSpan faultAfter, LabProcess lab)
    {
        (Scenario, this.plan, this.round, this.seed, this.faultArguments, FaultAfter, this.lab) =
            (scenario, plan, round, seed, faultArguments, faultAfter, lab);
    }

    public Scenario Scenario { get; }

    /// <summary>Real time from the start to the fault.</summary>
    public TimeSpan FaultAfter { get; }

    /// <summary>When the fault began; null while it has not.</summary>
    public DateTimeOffset? FaultAt => deployedAt ?? lab.Child.Output.All
        .Where(line => line.StartsWith("fault unix-ms=", StringComparison.Ordinal))
        .Select(line => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(line["fault unix-ms=".Length..], CultureInfo.InvariantCulture)))
        .FirstOrDefault();

    public bool HasEnded => lab.Child.HasExited;

    public static async Task<ServiceRun> StartAsync(Scenario scenario, HarnessPlan plan, string round, Random random)
    {
        int seed = random.Next(1_000_000);
        TimeSpan faultAfter = plan.Real(plan.Calm + (plan.Jitter * random.NextDouble()));
        string[] fault = scenario.DeployedHeap is null
            ? ["--fault-after", Text(faultAfter.TotalSeconds), .. new FaultArguments(scenario, plan, random).All]
            : [];
        LabProcess lab = await StartAsync(scenario, plan, round, [.. fault, "--live-mb", Text(scenario.LiveMegabytes), "--seed", Text(seed)]);
        return new ServiceRun(scenario, plan, round, seed, fault, faultAfter, lab);
    }

    /// <summary>Puts the new version in the place of the old one, once its time has come.</summary>
    public async Task DeployIfDueAsync()
    {
        if (Scenario.DeployedHeap is not { } factor || deployedAt is not null || TimeProvider.System.GetElapsedTime(startedAt) < FaultAfter) return;
        deployedAt = TimeProvider.System.GetUtcNow();
        await lab.QuitAsync();
        await lab.DisposeAsync();
        lab = await StartAsync(
            Scenario, plan, round, [.. faultArguments, "--live-mb", Text(Scenario.LiveMegabytes * factor), "--seed", Text(seed + 1)]);
    }

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    private static Task<LabProcess> StartAsync(Scenario scenario, HarnessPlan plan, string round, IReadOnlyList<string> arguments) =>
        LabProcess.StartAsync(new LabSettings(
            LabRuntime.Net10, [scenario.Workload, "--day-seconds", Text(plan.Real(TimeSpan.FromDays(1)).TotalSeconds), .. arguments])
        {
            Environment = new Dictionary<string, string>
            {
                ["OTEL_SERVICE_NAME"] = scenario.Name,
                [RoundVariable] = round,
                // Small budgets for small heaps: gen2 collections come by themselves, one a second.
                ["DOTNET_GCgen0size"] = "100000",
                ["DOTNET_GCgen0MaxBudget"] = "100000",
            },
        });

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
