using System.Diagnostics;

namespace GcWatch.Lab.Scenarios;

/// <summary>A variant of a scenario as a workload. What is counted begins after the warm-up.</summary>
internal sealed class ScenarioWorkload(Scenario scenario, Variant variant) : IWorkload
{
    private static readonly WorkloadOption Operations = new("operations", 0) { Minimum = 1, Maximum = 1e12, IsWhole = true };
    private static readonly WorkloadOption Pace = new("pace", 0) { Minimum = 0.01, Maximum = 1e9 };
    private static readonly WorkloadOption WarmUpSeconds = new("warm-up-seconds", 0) { Maximum = 3_600 };

    public string Name => scenario.WorkloadName(variant);

    public string Description => variant.Name == Scenario.BadName ? scenario.Description : $"The same work as {scenario.Name}-{Scenario.BadName} without that.";

    public IReadOnlyList<WorkloadOption> Options { get; } =
        [Operations, Pace, WarmUpSeconds, ServedRequests.RequestBytes, ServedRequests.LiveMegabytes];

    public void Run(WorkloadContext context)
    {
        IOperation operation = variant.NewOperation();
        ServedRequests requests = new(context);
        double? pace = context.Number(Pace) is > 0 and double asked ? asked : scenario.IsAlwaysPaced ? scenario.Pace : null;
        OperationPace turns = new(pace, context.Stop);
        TimeSpan warmUp = TimeSpan.FromSeconds(context.Number(WarmUpSeconds));
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < warmUp && turns.WaitForTurn()) Step(operation, requests);

        context.BeginCount();
        double most = context.Number(Operations) is > 0 and double given ? given : double.PositiveInfinity;
        while (context.Operations < most && turns.WaitForTurn())
        {
            Step(operation, requests);
            context.CountOperation();
        }

        context.EndCount();
        operation.Close();
        context.Faults = operation.Faults;
    }

    private static void Step(IOperation operation, ServedRequests requests)
    {
        operation.Operate();
        requests.Serve();
    }
}
