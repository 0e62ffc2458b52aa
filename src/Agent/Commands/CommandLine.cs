using System.CommandLine;

namespace GcWatch.Agent.Commands;

/// <summary>The commands, and what is said when one goes wrong: one line on standard error, and a documented exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0) return Complain(ExitCode.Usage, $"{OneLine(parsed.Errors[0].Message)} (see gcwatch --help)");
        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (AgentFault fault)
        {
            return Complain(fault.Code, fault.Message);
        }
        catch (IOException full) when (OutputFault.IsOne(full))
        {
            return Complain(ExitCode.CannotWrite, $"cannot write the output: {full.Message}");
        }
        catch (Exception bug)
        {
            return Complain(ExitCode.Bug, $"a fault of GcWatch itself, please report it: {bug}");
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("Watches the garbage collector of running .NET processes, with no change to them.");
        var run = new AgentCommandOptions();
        run.AddTo(root);
        root.SetAction((parsed, _) => RunCommand.RunAsync(run.Load(parsed)));
        root.Add(RunCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(PsCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(ReplayCommand.Create());
        root.Add(ExplainCommand.Create());
        root.Add(SimulateCommand.Create());
        root.Add(HealthCommand.Create());
        root.Add(RulesCommand.Create());
        root.Add(CheckCommand.Create());
        root.Add(AllocsCommand.Create());
        root.Add(ExecCommand.Create());
        root.Add(HeapCommand.Create());
        root.Add(PoolsCommand.Create());
        return root;
    }

    /// <summary>A list of what is allowed comes with a line for each.</summary>
    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Each line of the message as the agent's; returns the exit code.</summary>
    public static int Complain(int exitCode, string message)
    {
        try
        {
            foreach (string line in message.Split('\n')) Console.Error.WriteLine($"gcwatch: {line}");
        }
        catch (IOException)
        {
            // Standard error is on a full disk: the exit code is all that can still be said.
        }

        return exitCode;
    }
}
