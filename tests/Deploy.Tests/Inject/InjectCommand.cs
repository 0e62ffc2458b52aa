using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Inject;

/// <summary><c>gcwatch inject</c> as a real process.</summary>
internal static class InjectCommand
{
    public static Task<FinishedProcess> RunAsync(string manifest, params IReadOnlyList<string> options) => RunAsync(AgentBinary.Managed, manifest, options);

    /// <summary>Hands it a manifest by standard input, to the end.</summary>
    public static async Task<FinishedProcess> RunAsync(AgentBinary agent, string manifest, params IReadOnlyList<string> options)
    {
        await using ChildProcess child = ChildProcess.Start([.. agent.Command, "inject", .. options]);
        await child.Input.WriteAsync(manifest);
        child.Input.Close();
        return await child.FinishAsync();
    }
}
