using System.Globalization;
using GcWatch.Agent.Pipeline;
using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Agent.Commands;

/// <summary>Writes what the doctor has found, for somebody who is tired: a line for each finding, the remedy below it, the verdict last.</summary>
internal sealed class DoctorReport(TextWriter output)
{
    /// <summary>One process, in full.</summary>
    public void Show(ProcessReport process)
    {
        Show($"Process {Heading(process)}", process.Findings);
        output.WriteLine($"Verdict: process {process.Pid} {Verdict(process)}.");
    }

    public void Show(string heading, IEnumerable<Finding> findings)
    {
        output.WriteLine(heading);
        foreach (Finding finding in findings) Show(finding);
        output.WriteLine();
    }

    /// <summary>Many processes: the verdict of each, and what to mend first.</summary>
    public void ShowInShort(IReadOnlyCollection<ProcessReport> processes)
    {
        output.WriteLine("Processes");
        foreach (ProcessReport process in processes)
        {
            Show(process.FirstFault is { } fault
                ? fault with { What = $"{Heading(process)}: {fault.What}" }
                : Finding.Ok(Heading(process)));
        }

        output.WriteLine();
        int watchable = processes.Count(process => process.CanBeWatched);
        output.WriteLine($"Verdict: {watchable} of {processes.Count} .NET processes can be watched. More about one: gcwatch doctor --pid PID.");
    }

    /// <summary>As much as is known of it.</summary>
    private static string Heading(ProcessReport process)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{process.Pid}");
        if (process.Uid is not { } uid) return id;
        string program = process.Runtime is { } version ? $"{process.Name}  .NET {version}" : ProcessGuess.Name(process.Pid);
        return string.Create(CultureInfo.InvariantCulture, $"{id}  {program}  uid {uid}");
    }

    private static string Verdict(ProcessReport process) => process.Findings.Count(finding => finding.IsFault) switch
    {
        0 => "can be watched",
        1 => "cannot be watched until that is changed",
        var faults => $"cannot be watched until these {faults} are changed",
    };

    private void Show(Finding finding)
    {
        output.WriteLine($"  {Mark(finding.Level),-5}  {finding.What}");
        if (finding.Change is { } change) output.WriteLine($"         change: {change}");
    }

    private static string Mark(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.Note => "note",
        FindingLevel.Fault => "FAULT",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a level"),
    };
}
