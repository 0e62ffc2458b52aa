using GcWatch.Agent.Commands;

namespace GcWatch.Agent.Tests.Commands;

/// <summary>What a command said on standard error and on standard output, and returned.</summary>
internal sealed record CommandRun(int ExitCode, string Error, string Output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        (TextWriter errorBefore, TextWriter outputBefore) = (Console.Error, Console.Out);
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetError(error);
        Console.SetOut(output);
        try
        {
            int exitCode = await CommandLine.RunAsync(args).WaitAsync(Deadline);
            return new CommandRun(exitCode, error.ToString(), output.ToString());
        }
        finally
        {
            Console.SetError(errorBefore);
            Console.SetOut(outputBefore);
        }
    }
}
