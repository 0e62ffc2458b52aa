using System.CommandLine;
using System.Globalization;
using GcWatch.Agent.Options;
using Serilog.Events;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch demo</c>: starts the bundled workload, watches it, and shows a line each second.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Start a bundled workload, watch it, and show a line each second.");
        var options = new AgentCommandOptions(OptionScope.AgentWithTarget);
        var seconds = new Option<int?>("--seconds") { Description = "Stop after so many seconds. Default: at Ctrl-C." };
        options.AddTo(command);
        command.Add(seconds);
        command.SetAction((parsed, _) => RunAsync(workload => options.Load(parsed, FixedValues(workload)), parsed.GetValue(seconds)));
        return command;
    }

    private static async Task<int> RunAsync(Func<DemoWorkload, LoadedOptions> load, int? seconds)
    {
        if (seconds is <= 0) throw new AgentFault(ExitCode.Usage, "--seconds must be at least 1");
        using var shutdown = new ShutdownSignal();
        using DemoWorkload workload = await DemoWorkload.StartAsync(shutdown.Token).ConfigureAwait(false);
        await using var agent = new AgentServices(load(workload), new LiveLineSink(Console.Out));
        Console.WriteLine($"Watching the demo workload, process {workload.Pid}. It does not know it.");
        Console.WriteLine($"Metrics:  {agent.MetricsUrl}");
        Console.WriteLine("Stop:     Ctrl-C");
        Console.WriteLine();
        if (seconds is { } limit) shutdown.StopAfter(TimeSpan.FromSeconds(limit));
        await agent.RunAsync(shutdown.Token).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>The live lines are the demo's output: the log keeps to warnings.</summary>
    private static KeyValuePair<OptionKey, string>[] FixedValues(DemoWorkload workload) =>
    [
        new(new OptionKey("Targets", "Pid"), workload.Pid.ToString(CultureInfo.InvariantCulture)),
        new(new OptionKey("Log", "Level"), nameof(LogEventLevel.Warning)),
    ];
}
