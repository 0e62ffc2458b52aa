using System.CommandLine;
using GcWatch.Agent.Gate;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch exec</c>.</summary>
internal sealed class ExecCommandOptions
{
    private readonly Option<FileInfo?> budget = new("--budget") { Description = "A JSON file with limits; see docs/gate.md. Default: none, and nothing is judged." };
    private readonly Option<string[]> match = new("--match") { Description = "Judge the processes that these rules select (as Targets.Include). Default: the command itself and test hosts." };
    private readonly Option<FileInfo?> junit = new("--junit") { Description = "Write the verdict to this file as JUnit XML." };
    private readonly Option<bool> github = new("--github") { Description = "Print what is broken as GitHub annotations, to standard error." };
    private readonly Option<string> format = new("--format") { Description = "How to print the verdict.", DefaultValueFactory = _ => "text" };
    private readonly Option<FileInfo?> output = new("--output") { Description = "Write the verdict to this file. Default: standard error, after the command's own." };
    private readonly Argument<string[]> command = new("command") { Description = "The command and its arguments, after --.", Arity = ArgumentArity.OneOrMore };

    public void AddTo(Command exec)
    {
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option option in (Option[])[budget, match, junit, github, format, output]) exec.Add(option);
        exec.Add(command);
    }

    public IReadOnlyList<string> Command(ParseResult parsed) => parsed.GetRequiredValue(command);

    /// <exception cref="AgentFault">It is not a budget.</exception>
    public IReadOnlyList<BudgetLimit>? Budget(ParseResult parsed) => parsed.GetValue(budget) is { } file ? BudgetFile.Read(file.FullName) : null;

    public JudgedProcesses Judged(ParseResult parsed) =>
        new([.. (parsed.GetValue(match) ?? []).SelectMany(rules => rules.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]);

    /// <summary>Where a file is to be written that nobody can write is said before the command runs.</summary>
    /// <exception cref="AgentFault">There is no such folder.</exception>
    public GateOutputs Outputs(ParseResult parsed)
    {
        (FileInfo? xml, FileInfo? text) = (parsed.GetValue(junit), parsed.GetValue(output));
        foreach (FileInfo file in new[] { xml, text }.OfType<FileInfo>())
        {
            if (file.Directory is not { Exists: true }) throw new AgentFault(ExitCode.Usage, $"cannot write {file.FullName}: there is no such folder");
        }

        return new GateOutputs(parsed.GetRequiredValue(format) == "json", parsed.GetValue(github), xml?.FullName, text?.FullName);
    }
}
