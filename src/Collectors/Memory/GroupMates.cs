using System.Buffers.Text;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Memory;

/// <summary>
/// Whether others are in the group of a process than its own kin. A container has the program and what started it or was started by it; on a
/// developer's machine a whole session is one group, and its memory says nothing of the process.
/// </summary>
internal sealed class GroupMates(int pid)
{
    /// <summary>More than a container that is one program's has.</summary>
    private const int Most = 16;

    /// <summary>Deeper than any: a bound for a chain that changes as it is read.</summary>
    private const int Deepest = 64;

    /// <param name="processes">cgroup.procs: a process id a line; 0 for one out of sight.</param>
    public bool AreStrangers(ReadOnlySpan<byte> processes)
    {
        int count = 0;
        while (Utf8Parser.TryParse(processes, out int mate, out int used) && used > 0)
        {
            if (++count > Most || (mate != pid && !IsKin(mate))) return true;
            processes = processes[used..].TrimStart((byte)'\n');
        }

        return false;
    }

    private bool IsKin(int mate) => mate > 0 && (Descends(mate, pid) || Descends(pid, mate));

    private static bool Descends(int from, int ancestor)
    {
        int step = from;
        for (int depth = 0; depth < Deepest && step > 0; depth++)
        {
            step = ProcFile.ParentPid(step);
            if (step == ancestor) return true;
        }

        return false;
    }
}
