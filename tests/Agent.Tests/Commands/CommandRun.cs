using GcWatch.Agent.Commands;

namespace GcWatch.Agent.Tests.Commands;

/// <summary>What a command said on standard error, and returned.</summary>
internal sealed record CommandRun(int ExitCode, string Error)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        TextWriter before = Console.Error;
        using var error = new StringWriter { NewLine = "\n" };
        Console.SetError(error);
        try
        {
            int exitCode = await CommandLine.RunAsync(args).WaitAsync(Deadline);
            return new CommandRun(exitCode, error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
