using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Analysis.Memory;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Memory;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Reads the control group of one process every ten seconds and settles it against its GC. For the process's whole life, through all its sessions; used by
/// the session's loop only.
/// </summary>
internal sealed class MemoryWatch(ProcessKey process, MemoryOptions options, TimeProvider time)
{
    /// <summary>Ticks come when events do: one that comes a little early counts.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(0.2);

    /// <summary>A process may be moved to another group; to find it costs ten times as much as to read it.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly MemoryAccount account = new(options.Rules(), options.LimitBytes);
    private readonly long openedAt = time.GetTimestamp();
    private CgroupMemory? group;
    private long? lookedAt;
    private long settledAt;
    private MemoryBalance? balance;

    /// <summary>The report with the memory as it was read last.</summary>
    public GcReport Settle(GcReport report)
    {
        if (balance?.Judged is null || time.GetElapsedTime(settledAt) >= options.Interval - Early)
        {
            settledAt = time.GetTimestamp();
            balance = account.Settle(Read(), report, time.GetElapsedTime(openedAt));
        }

        return report with { Memory = balance };
    }

    private MemoryReading? Read()
    {
        if (lookedAt is not { } last || time.GetElapsedTime(last) >= LookAgain)
        {
            lookedAt = time.GetTimestamp();
            group = CgroupMemory.Of(process);
        }

        return group?.Read();
    }
}
