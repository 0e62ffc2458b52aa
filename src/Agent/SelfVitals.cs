using System.Globalization;
using System.Reflection;
using GcWatch.Agent.Pipeline;
using GcWatch.Collectors.Memory;
using GcWatch.Exporters;

namespace GcWatch.Agent;

/// <summary>Reads how the agent itself is, from the runtime and from /proc. What cannot be read is 0, or null where 0 would say something.</summary>
internal sealed class SelfVitals(StallTicker stalls, Func<long> reportFailures, CpuThrottling throttling, CgroupMemory? memory)
{
    /// <summary>As in Directory.Build.props; what a build adds behind a plus is left out.</summary>
    public static string Version { get; } =
        typeof(SelfVitals).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public AgentVitals Read()
    {
        IReadOnlyDictionary<string, long> status = Status();
        return new AgentVitals
        {
            Version = Version,
            Cpu = Environment.CpuUsage.TotalTime,
            ResidentBytes = status.GetValueOrDefault("VmRSS") * 1024,
            ManagedHeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            Threads = (int)status.GetValueOrDefault("Threads"),
            OpenFiles = OpenFiles(),
            Stalled = stalls.Total,
            Throttled = throttling.Read(),
            Memory = memory?.Read(),
            ReportFailures = reportFailures(),
        };
    }

    /// <summary>The lines "Name: number kB" of /proc/self/status.</summary>
    private static Dictionary<string, long> Status()
    {
        var figures = new Dictionary<string, long>();
        foreach (string line in ProcText.Lines("/proc/self/status"))
        {
            if (line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var name, var number, ..]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)) figures[name] = value;
        }

        return figures;
    }

    /// <summary>Less the one that is open for counting.</summary>
    private static int OpenFiles()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
