using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Gate;

/// <summary>
/// Which of a command's processes are judged: those that the rules select or, without rules, the command itself and test hosts. Told by
/// /proc, since a runtime that has only just started does not know its program yet.
/// </summary>
internal sealed class JudgedProcesses
{
    /// <summary>VSTest's host, and what runs its own tests: Microsoft.Testing.Platform under `dotnet test`, or a test project by its usual name.</summary>
    private static readonly string[] TestHosts = ["name:testhost", "name:testhost.*", "name:*Tests", "name:*.Test", "cmd:*--dotnet-test-pipe*"];

    private readonly TargetSelection selection;
    private readonly bool judgesRoot;

    /// <param name="rules">As in Targets.Include; empty for the default.</param>
    /// <exception cref="AgentFault">One is no rule.</exception>
    public JudgedProcesses(IReadOnlyList<string> rules)
    {
        if (rules.FirstOrDefault(rule => SelectionRule.Parse(rule) is null) is { } wrong)
        {
            throw new AgentFault(ExitCode.Usage, $"--match {wrong} is no rule of the form name:PATTERN, cmd:PATTERN or env:VARIABLE=PATTERN");
        }

        judgesRoot = rules.Count == 0;
        selection = new TargetSelection(new TargetsOptions { Include = judgesRoot ? TestHosts : rules });
    }

    public bool Judges(int pid, bool isRoot)
    {
        if (isRoot && judgesRoot) return true;
        IReadOnlyList<string> arguments = ProcessFacts.CommandLine(pid);
        IEnumerable<KeyValuePair<string, string>> variables =
            from variable in selection.Variables
            let value = ProcessFacts.Environment(pid, variable)
            where value is not null
            select KeyValuePair.Create(variable, value);
        return selection.Selects(new ProcessTraits(ProgramName.Of(arguments), string.Join(' ', arguments), new Dictionary<string, string>(variables, StringComparer.Ordinal)));
    }
}
