using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;

namespace GcWatch.Collectors.Memory;

/// <summary>How much memory a process can have: the smallest limit of its control groups, or all of the machine's where there is none.</summary>
public static class MemoryAllowance
{
    /// <returns>In bytes; null where its group cannot be seen.</returns>
    public static long? Of(ProcessKey process) =>
        CgroupFolder.Of(process, "memory") is null ? null : CgroupMemory.Of(process)?.Read()?.LimitBytes ?? OfMachine();

    /// <summary>MemTotal of /proc/meminfo, in kilobytes there (proc(5)).</summary>
    private static long? OfMachine()
    {
        Span<byte> buffer = stackalloc byte[KernelText.Longest];
        foreach (string line in System.Text.Encoding.ASCII.GetString(KernelText.Read("/proc/meminfo", buffer)).Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["MemTotal:", var kilobytes, ..] && long.TryParse(kilobytes, out long count)) return count * 1024;
        }

        return null;
    }
}
