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
        ReplayEnd end = Read(path, report);
        await report.FinishAsync(end).ConfigureAwait(false);
        return end.Fault is null ? ExitCode.Done : throw new AgentFault(ExitCode.BadInput, $"{path} is damaged: {end.Fault}; what came before has been counted");
    }

    private static ReplayEnd Read(string path, IReplayReport report)
    {
        try
        {
            ReplayEnd end = NetTraceReplay.Read(path, report);
            return end.IsNetTrace ? end : throw new AgentFault(ExitCode.BadInput, $"{path} is not a nettrace file: {end.Fault}");
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException || (unreadable is IOException failed && !OutputFault.IsOne(failed)))
        {
            throw new AgentFault(ExitCode.BadInput, $"cannot read {path}: {unreadable.Message}");
        }
    }
}
