using System.CommandLine;
using GcWatch.Agent.Options;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch run</c>: the agent. <c>gcwatch --pid N</c> means the same.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Watch processes and serve their metrics until stopped.");
        var options = new AgentCommandOptions();
        var stay = new Option<bool>("--stay")
        {
            Description = "When it cannot run, say why and stay until stopped: in a pod, a container that ends takes the containers beside it out of service.",
        };
        options.AddTo(command);
        command.Add(stay);
        command.SetAction((parsed, _) => parsed.GetValue(stay) ? StayAsync(() => RunAsync(options.Load(parsed))) : RunAsync(options.Load(parsed)));
        return command;
    }

    public static async Task<int> RunAsync(LoadedOptions options)
    {
        using var shutdown = new ShutdownSignal();
        await using var agent = new AgentServices(options);
        await agent.RunAsync(shutdown.Token).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>What the user can mend is mended by a new start with other options, not by the same once more. A fault of GcWatch itself ends it all the same.</summary>
    private static async Task<int> StayAsync(Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (AgentFault fault)
        {
            CommandLine.Complain(fault.Code, $"{fault.Message}\nnothing is watched; it stays until it is stopped (--stay)");
        }

        using var shutdown = new ShutdownSignal();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, shutdown.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Done;
    }
}
