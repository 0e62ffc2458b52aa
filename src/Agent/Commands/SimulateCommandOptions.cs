using System.CommandLine;
using GcWatch.Agent.Simulation;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch simulate</c>.</summary>
internal sealed class SimulateCommandOptions
{
    private static readonly string[] Names = [.. DetectorChoice.All.Select(choice => choice.Name)];

    private readonly Option<int[]> seed = new("--seed") { Description = "A seed; may be repeated. Default 1." };
    private readonly Option<string> seeds = new("--seeds") { Description = "A span of seeds, such as 11-18." };
    private readonly Option<int> services = new("--services") { Description = "Services in each seed.", DefaultValueFactory = _ => 40 };
    private readonly Option<int> days = new("--days") { Description = "Days of each service.", DefaultValueFactory = _ => 24 };
    private readonly Option<double?> warmUpDays = new("--warm-up-days") { Description = "Days at the start that are learnt and not scored. Default 10; of an input at most two fifths of a series." };
    private readonly Option<string[]> detector = new("--detector") { Description = "Which detector; may be repeated.", DefaultValueFactory = _ => ["ours"] };
    private readonly Option<DirectoryInfo> input = new("--input") { Description = "A directory of labelled series (docs/detection.md) instead of a simulation." };
    private readonly Option<string> format = new("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };

    public void AddTo(Command command)
    {
        detector.AcceptOnlyFromAmong(["all", .. Names]);
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option option in (Option[])[seed, seeds, services, days, warmUpDays, detector, input, format]) command.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetRequiredValue(format) == "json";

    public DirectoryInfo? Input(ParseResult parsed) => parsed.GetValue(input);

    public TimeSpan? WarmUp(ParseResult parsed) => parsed.GetValue(warmUpDays) is not { } given
        ? null
        : TimeSpan.FromDays(OptionRange.Within(warmUpDays.Name, given, 0, 365));

    public IReadOnlyList<DetectorChoice> Detectors(ParseResult parsed)
    {
        string[] chosen = parsed.GetRequiredValue(detector);
        return [.. DetectorChoice.All.Where(choice => chosen.Contains("all") || chosen.Contains(choice.Name))];
    }

    public SimulationPlan Plan(ParseResult parsed)
    {
        TimeSpan learning = WarmUp(parsed) ?? TimeSpan.FromDays(10);
        int length = OptionRange.Within(days.Name, parsed.GetRequiredValue(days), 1, 365);
        // Two leaks of 36 hours need room.
        if (length < learning.TotalDays + 5) throw new AgentFault(ExitCode.Usage, "--days must be at least 5 more than --warm-up-days");
        IReadOnlyList<int> chosen = SimulationPlan.ParseSeeds(parsed.GetValue(seed) ?? [], parsed.GetValue(seeds));
        return new SimulationPlan(chosen, OptionRange.Within(services.Name, parsed.GetRequiredValue(services), 1, 10_000), length, learning);
    }
}
