namespace GcWatch.Collectors.Diagnosis;

/// <summary>What was found out about one process.</summary>
/// <param name="Pid">Its id as seen from here.</param>
/// <param name="Name">The managed program's name if the runtime has said it, or else the kernel's.</param>
/// <param name="Runtime">The runtime's version; null if it has not said.</param>
/// <param name="Uid">Its effective user; null if there is no such process.</param>
/// <param name="Findings">In the order of the examination.</param>
public sealed record ProcessReport(int Pid, string Name, string? Runtime, int? Uid, IReadOnlyList<Finding> Findings)
{
    /// <summary>What to mend first; null if nothing is wrong.</summary>
    public Finding? FirstFault => Findings.FirstOrDefault(finding => finding.IsFault);

    public bool CanBeWatched => FirstFault is null;
}
