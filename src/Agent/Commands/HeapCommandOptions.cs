using System.CommandLine;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch heap</c>.</summary>
internal sealed class HeapCommandOptions
{
    private const int LongestWatchSeconds = 86_400;

    private readonly Option<int?> pid = new("--pid") { Description = "The process whose heap is walked. It stands still meanwhile: docs/heap.md." };
    private readonly Option<bool> yes = new("--yes") { Description = "Go on although the process is expected to stand still for more than a second, or may run out of memory." };
    private readonly Option<int?> watch = new("--watch") { Description = "Walk it again after so many seconds, and say what has grown." };
    private readonly Option<int> walks = new("--walks") { Description = "With --watch, how often in all, 2 to 10.", DefaultValueFactory = _ => 2 };
    private readonly Option<bool> paths = new("--paths") { Description = "Say how the objects of the first types are held." };
    private readonly Option<FileInfo?> save = new("--save") { Description = "Write the last census to this file, for --diff." };
    private readonly Option<FileInfo[]> diff = new("--diff") { Description = "Compare two files of --save; no process is touched.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> top = new("--top") { Description = "How many types to print.", DefaultValueFactory = _ => 20 };
    private readonly Option<int?> buffer = new("--buffer-mb") { Description = "The ceiling of the buffer in the process. Default: what no heap of its size overflows." };
    private readonly Option<string> format = new("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };

    public void AddTo(Command command)
    {
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option option in (Option[])[pid, yes, watch, walks, paths, save, diff, top, buffer, format]) command.Add(option);
    }

    public HeapRequest Request(ParseResult parsed) => new()
    {
        Pid = parsed.GetValue(pid),
        IsAgreedTo = parsed.GetValue(yes),
        Interval = parsed.GetValue(watch) is { } seconds ? TimeSpan.FromSeconds(OptionRange.Within(watch.Name, seconds, 1, LongestWatchSeconds)) : null,
        Walks = parsed.GetValue(watch) is null ? 1 : OptionRange.Within(walks.Name, parsed.GetRequiredValue(walks), 2, 10),
        HasPaths = parsed.GetValue(paths),
        SaveTo = parsed.GetValue(save)?.FullName,
        Compared = [.. (parsed.GetValue(diff) ?? []).Select(file => file.FullName)],
        Top = OptionRange.Within(top.Name, parsed.GetRequiredValue(top), 1, 10_000),
        BufferMegabytes = parsed.GetValue(buffer) is { } megabytes ? OptionRange.Within(buffer.Name, megabytes, 1, 65_536) : null,
        IsJson = parsed.GetRequiredValue(format) == "json",
    };
}

/// <summary>What <c>gcwatch heap</c> is to do.</summary>
internal sealed record HeapRequest
{
    public int? Pid { get; init; }

    public bool IsAgreedTo { get; init; }

    /// <summary>Between walks; null for one walk.</summary>
    public TimeSpan? Interval { get; init; }

    public int Walks { get; init; }

    public bool HasPaths { get; init; }

    public string? SaveTo { get; init; }

    /// <summary>Two files, or none.</summary>
    public IReadOnlyList<string> Compared { get; init; } = [];

    public int Top { get; init; }

    public int? BufferMegabytes { get; init; }

    public bool IsJson { get; init; }
}
