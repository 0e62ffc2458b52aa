using CsCheck;
using GcWatch.Analysis.Gc;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>One throw of the dice: which event, from which of a few threads, with which of a few numbers, how much later.</summary>
internal readonly record struct Throw(int Kind, int Thread, int Number, int Case, int Later);

/// <summary>Events in any order: most of what they tell can never have happened.</summary>
internal static class RandomEvents
{
    /// <summary>Mostly a moment; at times longer than a margin, a restart, or any stop may take.</summary>
    private static readonly Gen<int> AnyTime = Gen.Frequency((15, Gen.Int[0, 5]), (1, Gen.OneOf(Gen.Const(150), Gen.Const(11_000), Gen.Const(400_000))));

    private static readonly Gen<Throw> AnyThrow =
        Gen.Select(
            Gen.Int[0, 15], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[-1, 7], AnyTime,
            (k, t, n, c, l) => new Throw(k, t, n, c, l));

    public static readonly Gen<Throw[]> AnyOrder = AnyThrow.Array[0, 80];

    public static GcStory Play(this GcStory story, IEnumerable<Throw> throws)
    {
        foreach (Throw next in throws) story.After(next.Later).On(next.Thread).Play(EventOf(next, story.Now));
        return story;
    }

    private static GcEvent EventOf(Throw next, TimeSpan at) => next.Kind switch
    {
        0 => new GcEvent.SuspensionBegan(at, next.Thread, (SuspensionReason)next.Case),
        1 => new GcEvent.SuspensionBegan(at, next.Thread, SuspensionReason.ForGC),
        2 => new GcEvent.SuspensionBegan(at, next.Thread, SuspensionReason.ForGCPrep),
        3 => new GcEvent.SuspensionReached(at, next.Thread),
        4 => new GcEvent.RestartBegan(at, next.Thread),
        5 or 6 => new GcEvent.RestartEnded(at, next.Thread),
        7 => Started(next, at, (GcCycleType)(next.Case % 3)),
        8 => Started(next, at, GcCycleType.Background),
        9 or 10 => new GcEvent.CycleEnded(at, next.Thread, next.Number),
        11 => new GcEvent.HeapMeasured(at, next.Thread, HeapFigures.NoStatistics),
        12 => new GcEvent.CycleDescribed(at, next.Thread, next.Case % 2 == 0, next.Number % 3, 0),
        13 => new GcEvent.HeapDescribed(at, next.Thread, 0, HeapFigures.NoFigures),
        14 => new GcEvent.CommittedMeasured(at, next.Thread, next.Case, next.Number),
        15 => Counted(next, at),
        _ => throw new ArgumentOutOfRangeException(nameof(next)),
    };

    private static GcEvent.CycleStarted Started(Throw next, TimeSpan at, GcCycleType type) =>
        new(at, next.Thread, next.Number, (GcGeneration)(next.Number % 3), (GcReason)next.Case, type);

    private static GcEvent Counted(Throw next, TimeSpan at) => next.Number switch
    {
        1 => new GcEvent.AllocatedTotal(at, next.Thread, next.Case),
        2 => new GcEvent.AllocatedIncrement(at, next.Thread, next.Case),
        _ => new GcEvent.EventsLost(at, next.Thread, next.Case),
    };
}
