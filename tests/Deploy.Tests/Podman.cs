using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests;

/// <summary>The real podman, with a storage of the repository's own (eng/podman.sh).</summary>
internal static class Podman
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The command with what stands before its arguments; the test is skipped by name where it cannot run.</summary>
    public static IReadOnlyList<string> Command(params IReadOnlyList<string> arguments)
    {
        Parts.RequireRoot();
        Parts.Require("podman");
        Parts.Require("runc");
        return [Repository.PathOf("eng", "podman.sh"), .. arguments];
    }

    /// <summary>Runs it to its end, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        FinishedProcess finished = await TryAsync(arguments);
        return finished.ExitCode == 0
            ? finished.OutputText
            : throw new InvalidOperationException($"podman {string.Join(' ', arguments)}: {finished.ExitCode}\n{finished.OutputText}\n{finished.ErrorText}");
    }

    /// <summary>Runs it to its end, whatever that is.</summary>
    public static async Task<FinishedProcess> TryAsync(params IReadOnlyList<string> arguments)
    {
        await using ChildProcess child = ChildProcess.Start(Command(arguments));
        child.Input.Close();
        return await child.FinishAsync(Patience);
    }
}
