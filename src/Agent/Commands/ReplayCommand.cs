using System.CommandLine;
using GcWatch.Agent.Options;
using GcWatch.Agent.Replay;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch replay FILE.nettrace</c>: the same figures from a file.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A .nettrace file with GC events (dotnet-trace collect --profile gc-collect)." };
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "prometheus");
        var command = new Command("replay", "Analyse a recorded trace as if it were live, and say what would have fired.");
        command.Add(file);
        command.Add(format);
        var options = new AgentCommandOptions(OptionScope.File);
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(format), options.Load(parsed).Options));
        return command;
    }

    private static async Task<int> RunAsync(string path, string format, AgentOptions options)
    {
        JudgeSettings settings = options.JudgingOf(options.Identity.Service ?? "");
        await using Stream output = Console.OpenStandardOutput();
        using IReplayReport report = format switch
        {
            "json" => new JsonReplayReport(output, settings),
            "prometheus" => new PrometheusReplayReport(output, settings),
            _ => new TextReplayReport(output, Path.GetFileName(path), settings),
        };
        ReplayEnd end = ReplayFile.Read(path, report);
        await report.FinishAsync(end).ConfigureAwait(false);
        ReplayFile.Whole(path, end);
        return ExitCode.Done;
    }
}
