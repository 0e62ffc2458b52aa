using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class LabelTests
{
    [Fact]
    public void Every_reason_for_a_cycle_has_a_label_of_its_own() =>
        AssertDistinct(Enum.GetValues<GcReason>().Select(reason => reason.Label()));

    [Fact]
    public void Every_reason_for_a_suspension_has_a_label_of_its_own() =>
        AssertDistinct(Enum.GetValues<SuspensionReason>().Select(reason => reason.Label()));

    [Fact]
    public void Every_generation_has_the_label_that_opentelemetry_gives_it() =>
        Assert.Equal(["gen0", "gen1", "gen2", "loh", "poh"], Enum.GetValues<GcGeneration>().Select(generation => generation.Label()));

    [Fact]
    public void A_reason_of_a_runtime_yet_to_come_is_unknown() =>
        Assert.Equal(("unknown", "unknown"), (((GcReason)99).Label(), ((SuspensionReason)99).Label()));

    [Fact]
    public void A_generation_yet_to_come_has_no_label() => Assert.Throws<ArgumentOutOfRangeException>(() => ((GcGeneration)5).Label());

    [Fact]
    public void Only_calls_of_collect_and_their_kin_are_induced() => Assert.Equal(
        [GcReason.Induced, GcReason.InducedNotForced, GcReason.InducedLowMemory, GcReason.InducedCompacting, GcReason.InducedAggressive],
        Enum.GetValues<GcReason>().Where(reason => reason.IsInduced()).Order());

    [Fact]
    public void Only_two_reasons_for_a_suspension_are_gc() => Assert.Equal(
        [SuspensionReason.ForGC, SuspensionReason.ForGCPrep],
        Enum.GetValues<SuspensionReason>().Where(reason => reason.IsGc()).Order());

    private static void AssertDistinct(IEnumerable<string> labels) => Assert.Distinct(labels);
}
