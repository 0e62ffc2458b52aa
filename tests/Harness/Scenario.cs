namespace GcWatch.Harness;

/// <summary>What one process does, and what ought to be said of it.</summary>
/// <param name="Name">Also the service's name.</param>
/// <param name="Workload">The Lab's scenario.</param>
/// <param name="RightRules">The rules that may fire from the fault on, of which one must; empty: nothing is wrong, and none may.</param>
public sealed record Scenario(string Name, string Workload, params IReadOnlyList<string> RightRules)
{
    private static readonly string[] HeapRules = ["leak", "heap_growth", "time_to_limit"];

    /// <summary>What dies and leaves the holes has been alive: for some minutes of judgement the live heap is several times the usual.</summary>
    private static readonly string[] BesideHoles = ["heap_growth"];

    /// <summary>Rules that may fire as well during the fault, since what they say is then true; they count neither way.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The usual live heap, in MB.</summary>
    public double LiveMegabytes { get; init; } = 10;

    /// <summary>Growth of a leak in an hour as a share of the usual live heap: from, to; drawn evenly in its logarithm.</summary>
    public (double From, double To)? LeakPerHour { get; init; }

    /// <summary>How many times the usual rate a burst is: from, to.</summary>
    public (double From, double To)? BurstFactor { get; init; }

    /// <summary>How long the fault goes on; null: to the end.</summary>
    public TimeSpan? FaultLength { get; init; }

    /// <summary>Another process takes its place at the fault's time, with so many times its heap; null: the same process goes on.</summary>
    public double? DeployedHeap { get; init; }

    public bool IsBenign => RightRules.Count == 0;

    public static Scenario ListLeak { get; } = new("leak by a static list", "list-leak", HeapRules) { LeakPerHour = (0.08, 0.12) };

    public static Scenario Burst { get; } =
        new("allocation burst", "burst", "alloc_burst") { BurstFactor = (3.5, 7.5), FaultLength = TimeSpan.FromHours(1) };

    public static Scenario CacheRefill { get; } = new("cache warm-up (benign)", "cache-refill");

    /// <summary>The eight of the full harness.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        ListLeak,
        new("leak by an event handler", "event-leak", HeapRules) { LeakPerHour = (0.04, 0.07) },
        new("leak by an undisposed timer", "timer-leak", HeapRules) { LeakPerHour = (0.02, 0.035) },
        new("holes in the large object heap", "loh-holes", "fragmentation") { Companions = BesideHoles },
        new("pinned heap", "pinned-heap", "fragmentation") { Companions = BesideHoles },
        Burst,
        CacheRefill,
        new("deploy with 30 % more heap (benign)", "service") { DeployedHeap = 1.3 },
    ];
}
