using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>
/// Examines one process, from what everybody can see to a session of our own, and stops where a fault makes the further questions
/// pointless. Changes nothing in the process; a trial session is stopped again.
/// </summary>
public static class ProcessDiagnosis
{
    /// <summary>In groups: a fault in one makes the next ones pointless, but not the others of its own.</summary>
    private static readonly Func<ProcessPicture, IEnumerable<Finding>>[][] Groups =
    [
        [UserCheck.Examine],
        [FormCheck.Examine],
        [StandstillCheck.Examine],
        [NamespaceCheck.Examine, SwitchCheck.Examine, PortsCheck.Examine, TemporaryDirectoryCheck.Examine],
        [SocketCheck.Examine],
    ];

    /// <param name="pid">Any number.</param>
    /// <param name="tries">Whether to open a session for a moment as well.</param>
    /// <param name="cancellation">Ends the examination.</param>
    public static async Task<ProcessReport> ExamineAsync(int pid, bool tries, CancellationToken cancellation)
    {
        if (PresenceCheck.Examine(pid) is { } absence) return Report(pid, null, [absence]);
        if (ProcFile.StartTime(pid) is not { } startTime) return Report(pid, null, [PresenceCheck.Gone(pid)]);
        ProcessPicture process = await ProcessPicture.TakeAsync(new ProcessKey(pid, startTime), cancellation).ConfigureAwait(false);
        List<Finding> findings = Judge(process);
        if (process.Socket is not { } socket || findings.Exists(finding => finding.IsFault)) return Report(pid, null, findings);
        var sighting = new Sighting(process.Key, new SocketEndpoint(socket.Path));
        Answer answer = await Interview.AskAsync(sighting, cancellation).ConfigureAwait(false);
        findings.AddRange(answer.Findings);
        if (tries && answer.Target is { } target) findings.Add(await TrialSession.TryAsync(target, cancellation).ConfigureAwait(false));
        return Report(pid, answer.Target, findings);
    }

    private static List<Finding> Judge(ProcessPicture process)
    {
        var findings = new List<Finding>();
        foreach (Func<ProcessPicture, IEnumerable<Finding>>[] group in Groups)
        {
            findings.AddRange(group.SelectMany(check => check(process)));
            if (findings.Exists(finding => finding.IsFault)) break;
        }

        return findings;
    }

    private static ProcessReport Report(int pid, Target? target, IReadOnlyList<Finding> findings) =>
        new(pid, target?.Name ?? TargetProbe.KernelName(pid), target?.Runtime.Version, TargetProbe.Uid(pid), findings);
}
