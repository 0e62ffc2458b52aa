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
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Load(parsed)));
        return command;
    }

    public static async Task<int> RunAsync(LoadedOptions options)
    {
        using var shutdown = new ShutdownSignal();
        await using var agent = new AgentServices(options);
        await agent.RunAsync(shutdown.Token).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
