using System.CommandLine;
using System.Text.Json;
using GcWatch.Agent.Explain;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch explain</c>: watches a process for a while, and says what to change.</summary>
internal static class ExplainCommand
{
    private const int LongestSeconds = 3600;

    public static Command Create()
    {
        var command = new Command("explain", "Watch a process for a while, and say what is wrong with its collections and what to change.");
        var pid = new Option<int>("--pid") { Description = "The process.", Required = true };
        var seconds = new Option<int>("--seconds") { Description = "For how long to watch, 1 to 3600. Ctrl-C ends it early.", DefaultValueFactory = _ => 30 };
        var noSampling = new Option<bool>("--no-sampling") { Description = "Do not sample allocations and array pools in the first seconds: closures, boxing and pool misuse are not looked for." };
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option option in new Option[] { pid, seconds, noSampling, format }) command.Add(option);
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(pid), parsed.GetRequiredValue(seconds), !parsed.GetValue(noSampling), parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static async Task<int> RunAsync(int pid, int seconds, bool samples, bool isJson)
    {
        OptionRange.Within("--seconds", seconds, 1, LongestSeconds);
        using var shutdown = new ShutdownSignal();
        ProbeResult probe = await TargetProbe.ProbeAsync(pid, CancellationToken.None).ConfigureAwait(false);
        if (probe.Target is not { } target) throw new AgentFault(ExitCode.CannotAttach, probe.Failure?.Explanation ?? $"process {pid} cannot be watched");
        var session = new InspectionSession(target, samples, TimeProvider.System);
        Explanation explanation = await session.WatchAsync(TimeSpan.FromSeconds(seconds), shutdown.Token).ConfigureAwait(false);
        await PrintAsync(explanation, isJson).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(Explanation explanation, bool isJson)
    {
        if (!isJson)
        {
            foreach (string line in ExplanationText.Lines(explanation)) await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
            return;
        }

        await using Stream output = Console.OpenStandardOutput();
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        ExplanationJson.Write(json, explanation);
    }
}
