using System.Diagnostics;
using GcWatch.Lab;
using GcWatch.Lab.Running;

return LabCommand.Parse(args) switch
{
    LabCommand.List => WorkloadRegistry.PrintTo(Console.Out),
    LabCommand.Fault fault => fault.PrintTo(Console.Error),
    LabCommand.Run run => new WorkloadRun(run).Execute(),
    var other => throw new UnreachableException($"No such command: {other}."),
};
