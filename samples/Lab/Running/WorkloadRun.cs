using System.Diagnostics;

namespace GcWatch.Lab.Running;

/// <summary>One run of a workload from its ready line to its closing line.</summary>
internal sealed class WorkloadRun(LabCommand.Run command)
{
    /// <returns>The exit code, always 0: to be stopped is the ordinary end.</returns>
    public int Execute()
    {
        using StopSignal signal = new();
        WorkloadContext context = new(command.Numbers, () => signal.IsNext, signal.Token);
        using OwnPort? port = command.Port is { } number ? new OwnPort(number, context) : null;

        Console.Out.WriteLine($"ready pid={Environment.ProcessId} scenario={command.Workload.Name}");
        Console.Out.Flush();
        signal.Arm(command.Length, command.ListensToStdin);

        long start = Stopwatch.GetTimestamp();
        context.BeginCount();
        command.Workload.Run(context);
        context.EndCount();
        ClosingReport closing = new(command.Workload.Name, Stopwatch.GetElapsedTime(start), context);

        using Stream output = Console.OpenStandardOutput();
        closing.PrintTo(output);
        return 0;
    }
}
