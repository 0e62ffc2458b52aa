using GcWatch.Agent.Options;

namespace GcWatch.Agent.Pipeline;

/// <summary>What can be said of a process when it is chosen.</summary>
/// <param name="Name">The managed program.</param>
/// <param name="CommandLine">May hold secrets: never logged.</param>
/// <param name="Environment">The variables that the rules ask for, where they are set.</param>
internal sealed record ProcessTraits(string Name, string CommandLine, IReadOnlyDictionary<string, string> Environment);

/// <summary>Which processes are watched, by the options' rules. Build tools are left alone unless a rule names them.</summary>
internal sealed class TargetSelection
{
    /// <summary>Programs that come and go on a developer's machine.</summary>
    private static readonly HashSet<string> BuildTools = new(StringComparer.OrdinalIgnoreCase)
    {
        "VBCSCompiler", "csc", "vbc", "fsc", "MSBuild", "dotnet", "testhost", "datacollector", "rzc", "NuGet", "gcwatch",
    };

    private readonly SelectionRule[] include;
    private readonly SelectionRule[] exclude;

    public TargetSelection(TargetsOptions options)
    {
        IEnumerable<string> named = options.Name is { } name ? [.. options.Include, $"name:{name}"] : options.Include;
        include = [.. named.Select(SelectionRule.Parse).OfType<SelectionRule>()];
        exclude = [.. options.Exclude.Select(SelectionRule.Parse).OfType<SelectionRule>()];
        Variables = [.. include.Concat(exclude).Select(rule => rule.Variable).Where(variable => variable.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The environment variables that rules ask for.</summary>
    public IReadOnlyList<string> Variables { get; }

    public bool Selects(ProcessTraits process)
    {
        if (exclude.Any(rule => Matches(rule, process))) return false;
        return include.Length == 0 ? !IsBuildTool(process) : include.Any(rule => Matches(rule, process) && (rule.Subject != SelectionSubject.Environment || !IsBuildTool(process)));
    }

    /// <summary>A test application that runs under `dotnet test` is a test host by its command line only.</summary>
    private static bool IsBuildTool(ProcessTraits process) =>
        BuildTools.Contains(process.Name) || process.CommandLine.Contains("--dotnet-test-pipe", StringComparison.Ordinal);

    private static bool Matches(SelectionRule rule, ProcessTraits process) => rule.Subject switch
    {
        SelectionSubject.Name => rule.Matches(process.Name),
        SelectionSubject.CommandLine => rule.Matches(process.CommandLine),
        SelectionSubject.Environment => process.Environment.TryGetValue(rule.Variable, out string? value) && rule.Matches(value),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a subject"),
    };
}
