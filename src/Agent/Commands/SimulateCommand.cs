using System.CommandLine;
using System.Globalization;
using GcWatch.Agent.Simulation;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch simulate</c>: how good the detector is, on made-up months or on labelled series (docs/detection.md).</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var options = new SimulateCommandOptions();
        var command = new Command("simulate", "Score the detector, and others beside it, on simulated services or on labelled series.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options, parsed));
        return command;
    }

    private static async Task<int> RunAsync(SimulateCommandOptions options, ParseResult parsed)
    {
        IReadOnlyList<DetectorChoice> detectors = options.Detectors(parsed);
        IReadOnlyList<ScoredRun> runs = options.Input(parsed) is { } input
            ? [InputRun(input, detectors, options.WarmUp(parsed))]
            : SeedRuns(options.Plan(parsed), detectors);
        DetectorScores[] scores = [.. detectors.Select((choice, at) => new DetectorScores(choice.Name, [.. runs.Select(run => run.Scores[at])]))];
        if (options.IsJson(parsed))
        {
            await using Stream output = Console.OpenStandardOutput();
            JsonScoreTable.Write(output, [.. runs.Select(run => run.Name)], scores);
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync($"runs: {string.Join(", ", runs.Select(run => run.Name))}").ConfigureAwait(false);
        foreach (string line in TextScoreTable.Lines(scores)) await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static List<ScoredRun> SeedRuns(SimulationPlan plan, IReadOnlyList<DetectorChoice> detectors)
    {
        var runs = new List<ScoredRun>();
        foreach (int seed in plan.Seeds)
        {
            var scorer = new SeriesScorer(detectors, _ => plan.Learning);
            foreach (ServiceSeries series in plan.Run(seed)) scorer.Take(series);
            runs.Add(new ScoredRun(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), scorer.Scores));
        }

        return runs;
    }

    private static ScoredRun InputRun(DirectoryInfo directory, IReadOnlyList<DetectorChoice> detectors, TimeSpan? warmUp)
    {
        var scorer = new SeriesScorer(detectors, series => warmUp ?? SeriesDirectory.WarmUp(series));
        foreach (ServiceSeries series in SeriesDirectory.Read(directory)) scorer.Take(series);
        return new ScoredRun(directory.Name, scorer.Scores);
    }
}
