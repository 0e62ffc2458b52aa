namespace GcWatch.Collectors.Attach;

/// <summary>What /proc says of a process, for those who choose and explain. Empty or null where it is gone or not ours to look at.</summary>
public static class ProcessFacts
{
    /// <summary>The command line, its arguments apart. May hold secrets: never logged.</summary>
    public static IReadOnlyList<string> CommandLine(int pid) => ProcFile.CommandLine(pid);

    /// <summary>The process that it is a child of; 0 where that is not to be seen here.</summary>
    public static int Parent(int pid) => ProcFile.ParentPid(pid);

    /// <summary>One environment variable as it was when the process began.</summary>
    public static string? Environment(int pid, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ProcFile.Environment(pid, name);
    }

    /// <summary>True if a signal or a tracer has stopped the process; null if that is not known.</summary>
    public static bool? IsStopped(ProcessKey process) => process.IsVisible ? ProcFile.State(process.Pid) is 'T' or 't' : null;

    /// <summary>For how long the process has been there; null where it is gone, or not to be seen.</summary>
    public static TimeSpan? Age(ProcessKey process) => process.IsVisible ? ProcFile.Age(process) : null;
}
