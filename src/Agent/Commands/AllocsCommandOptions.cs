using System.CommandLine;
using GcWatch.Agent.Allocs;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch allocs</c>.</summary>
internal sealed class AllocsCommandOptions
{
    private readonly Option<int?> pid = new("--pid") { Description = "The process with this id." };
    private readonly Option<string?> name = new("--name") { Description = "The one process whose managed program matches this pattern (* and ?)." };
    private readonly Option<int> seconds = new("--seconds") { Description = "How long to sample, 1 to 300. Default 10.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> top = new("--top") { Description = "How many types and places to show, 1 to 1000. Default 15.", DefaultValueFactory = _ => 15 };
    private readonly Option<bool> stacks = new("--stacks") { Description = "Take the stack of each sample, and show the places." };
    private readonly Option<FileInfo?> folded = new("--folded") { Description = "Write the stacks there, a line for each, for flame graphs. Implies --stacks." };
    private readonly Option<FileInfo?> speedscope = new("--speedscope") { Description = "Write the stacks there for speedscope.app. Implies --stacks." };
    private readonly Option<string> format = new("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };

    public void AddTo(Command command)
    {
        format.AcceptOnlyFromAmong("text", "json");
        Within(seconds, 1, 300);
        Within(top, 1, 1000);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(pid) is null == parsed.GetValue(name) is null) parsed.AddError("either --pid or --name is needed");
        });
        foreach (Option option in (Option[])[pid, name, seconds, top, stacks, folded, speedscope, format]) command.Add(option);
    }

    public AllocsRequest Read(ParseResult parsed)
    {
        string? foldedPath = parsed.GetValue(folded)?.FullName;
        string? speedscopePath = parsed.GetValue(speedscope)?.FullName;
        return new AllocsRequest
        {
            Pid = parsed.GetValue(pid),
            Name = parsed.GetValue(name),
            Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            Top = parsed.GetValue(top),
            HasStacks = parsed.GetValue(stacks) || foldedPath is not null || speedscopePath is not null,
            Folded = foldedPath,
            Speedscope = speedscopePath,
            IsJson = parsed.GetRequiredValue(format) == "json",
        };
    }

    private static void Within(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        int value = result.GetValueOrDefault<int>();
        if (value < least || value > most) result.AddError($"{option.Name} must be between {least} and {most}");
    });
}
