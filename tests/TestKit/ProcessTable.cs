using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>What the system says of processes that are not our children.</summary>
public static class ProcessTable
{
    /// <summary>The unit of the times in /proc: USER_HZ, which is 100 wherever .NET runs.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>True while a process is there and has not ended; one that only waits to be reaped has.</summary>
    public static bool IsRunning(int pid)
    {
        try
        {
            return State(pid) is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The kernel's letter for what a process does: R, S, D, T, Z…</summary>
    public static char State(int pid)
    {
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        return stat[stat.LastIndexOf(')') + 2];
    }

    /// <summary>Start time in clock ticks since boot, as it stands in a diagnostic socket's name.</summary>
    public static long StartTicks(int pid) => Field(pid, 22);

    /// <summary>What a process has used of the processors so far.</summary>
    public static TimeSpan CpuTime(int pid) => TimeSpan.FromSeconds((Field(pid, 14) + Field(pid, 15)) / TicksPerSecond);

    /// <summary>A field of /proc/PID/stat, counted from 1 as its manual does; the name, which is the second, may hold anything.</summary>
    private static long Field(int pid, int number)
    {
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[number - 3], CultureInfo.InvariantCulture);
    }
}
