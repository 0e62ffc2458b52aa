using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Is there such a process at all?</summary>
internal static class PresenceCheck
{
    /// <summary>Null if there is.</summary>
    public static Finding? Examine(int pid)
    {
        if (pid == Environment.ProcessId) return Finding.Fault($"process {pid} is this very gcwatch", "give the id of another process: gcwatch ps lists them");
        if (!ProcFile.Exists(pid)) return Gone(pid);
        if (ProcFile.State(pid) is 'Z' or 'X')
        {
            return Finding.Fault($"process {pid} has ended, and only waits for its parent to take note", "give the id of the process that came after it: gcwatch ps lists them");
        }

        return ProcDetail.ThreadGroup(pid) is { } process && process != pid
            ? Finding.Fault($"{pid} is a thread of process {process}", $"give the id of the process: --pid {process}")
            : null;
    }

    public static Finding Gone(int pid) => Finding.Fault(
        $"there is no process {pid}, as far as can be seen from here",
        "give an id that gcwatch ps lists; processes of other containers are seen only with shareProcessNamespace: true, or hostPID: true");
}
