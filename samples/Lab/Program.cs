using System.Diagnostics;
using GcWatch.Lab;
using GcWatch.Lab.Running;
using GcWatch.Lab.Scenarios;

return LabCommand.Parse(args) switch
{
    LabCommand.List => WorkloadRegistry.PrintTo(Console.Out),
    LabCommand.Scenarios scenarios => ScenarioList.PrintTo(Console.OpenStandardOutput(), scenarios.AsJson),
    LabCommand.Compare compare => ScenarioComparison.PrintTo(Console.OpenStandardOutput(), compare.Operations),
    LabCommand.Fault fault => fault.PrintTo(Console.Error),
    LabCommand.Run run => new WorkloadRun(run).Execute(),
    var other => throw new UnreachableException($"No such command: {other}."),
};
