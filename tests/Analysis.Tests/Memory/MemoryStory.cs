using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Memory;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Memory;

/// <summary>A process whose memory is read every ten seconds. Figures are in megabytes.</summary>
internal sealed class MemoryStory(MemoryRules? rules = null, double? configuredLimit = null)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly MemoryAccount account = new(rules ?? MemoryRules.Default, configuredLimit is { } megabytes ? Bytes(megabytes) : null);
    private readonly TargetView view = new(new TargetIdentity("shop", "", "", "", "shop-1"));

    public MemoryBalance Balance { get; private set; } = new();

    public TimeSpan Now { get; private set; }

    /// <summary>When the session began, by the account's clock.</summary>
    public TimeSpan SessionBeganAt { get; set; }

    /// <summary>What the runtime says of its process; null if it does not.</summary>
    public double? RuntimeWorkingSet { get; set; }

    /// <summary>What the GC has committed; null before its first collection.</summary>
    public double? Committed { get; set; } = 200;

    public double? Limit { get; set; }

    public bool IsShared { get; set; }

    public double? LiveHeap { get; set; }

    public Verdict Deviation => Balance.Verdicts.Single(verdict => verdict.Rule == RuleKind.MemoryDeviation);

    public Verdict TimeToLimit => Balance.Verdicts.Single(verdict => verdict.Rule == RuleKind.TimeToLimit);

    public static long Bytes(double megabytes) => (long)(megabytes * 1e6);

    /// <summary>So long with this working set of the group; null where the group is not to be seen.</summary>
    public MemoryStory Stay(TimeSpan time, double? workingSet) => Go(time, _ => workingSet);

    /// <summary>So long with a working set by the time since the beginning of this stretch.</summary>
    public MemoryStory Go(TimeSpan time, Func<TimeSpan, double?> workingSet)
    {
        TimeSpan start = Now;
        for (TimeSpan end = Now + time; Now < end; Now += Step) Read(workingSet(Now - start));
        return this;
    }

    private void Read(double? workingSet)
    {
        MemoryReading? reading = workingSet is { } megabytes
            ? new MemoryReading(MemorySource.Cgroup, Bytes(megabytes)) { LimitBytes = Limit is { } limit ? Bytes(limit) : null, IsShared = IsShared }
            : null;
        GcReport report = view.Report(Now - SessionBeganAt) with
        {
            Heap = Committed is { } committed ? Heap(committed) : null,
            WorkingSetBytes = RuntimeWorkingSet is { } own ? Bytes(own) : null,
            LiveHeapBytes = LiveHeap is { } live ? Bytes(live) : null,
        };
        Balance = account.Settle(reading, report, Now);
    }

    private static HeapSnapshot Heap(double committed) => new()
    {
        At = TimeSpan.Zero,
        SizeBeforeBytes = 0,
        SizeAfterBytes = 0,
        FragmentedBytes = 0,
        PromotedBytes = 0,
        SurvivalRatio = null,
        FinalizationPromotedBytes = 0,
        PinnedObjects = 0,
        GcHandles = 0,
        CommittedBytes = Bytes(committed),
        BookkeepingBytes = Bytes(3),
        HeapCount = 1,
        MemoryLoadPercent = 0,
        Generations = [],
    };
}
