using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>Alertmanager's own tool, on the configuration that is shipped.</summary>
internal static class Amtool
{
    public static string Shipped { get; } = Repository.PathOf("deploy", "alertmanager", "alertmanager.yml");

    /// <summary>Runs it to its end, and returns all that it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        FinishedProcess finished = await ChildProcess.RunAsync([program, .. arguments]);
        return (finished.ExitCode, finished.OutputText + finished.ErrorText);
    }

    /// <summary>Who is told of an alert with these labels, in the order of the routes.</summary>
    public static async Task<string> ReceiversAsync(IEnumerable<KeyValuePair<string, string>> labels)
    {
        string[] pairs = [.. labels.Select(label => $"{label.Key}={label.Value}")];
        FinishedProcess finished = await ChildProcess.RunAsync([Parts.Require("amtool"), "config", "routes", "test", $"--config.file={Shipped}", .. pairs]);
        Assert.True(finished.ExitCode == 0, finished.ErrorText);
        return finished.OutputText.Trim();
    }
}
