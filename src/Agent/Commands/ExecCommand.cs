using System.CommandLine;
using GcWatch.Agent.Gate;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch exec -- COMMAND</c>: runs a command under watch from its first instruction, and judges it by a budget (docs/gate.md).</summary>
internal static class ExecCommand
{
    public static Command Create()
    {
        var options = new ExecCommandOptions();
        var command = new Command("exec", "Run a command under watch from its first instruction, and judge its garbage collection by a budget.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Command(parsed), options.Budget(parsed), options.Judged(parsed), options.Outputs(parsed)));
        return command;
    }

    /// <summary>The command's own failure comes before a broken budget: what it did not do, nobody needs to judge.</summary>
    private static async Task<int> RunAsync(IReadOnlyList<string> command, IReadOnlyList<BudgetLimit>? budget, JudgedProcesses judged, GateOutputs outputs)
    {
        string program = GatedCommand.Find(command[0]) ?? throw new AgentFault(ExitCode.CommandNotFound, $"{command[0]}: no such command");
        BudgetNeeds needs = budget is null ? BudgetNeeds.Nothing : budget.Aggregate(BudgetNeeds.Nothing, (sum, limit) => sum | limit.Measure.Needs);
        using var watch = new GateWatch(judged, needs, TimeProvider.System);
        using var started = new GatedCommand();
        watch.Started(started.Start(program, command.Skip(1), watch.Ports(GatedCommand.Waits(program))));
        int exit = await started.ExitAsync().ConfigureAwait(false);
        var verdict = new GateVerdict(await watch.FinishAsync().ConfigureAwait(false), budget);
        await outputs.WriteAsync(verdict, exit).ConfigureAwait(false);
        return exit != 0 ? exit : verdict.IsBroken ? ExitCode.OverBudget : ExitCode.Done;
    }
}
