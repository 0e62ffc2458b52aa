using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class TargetInspectionTests
{
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void Each_kind_has_its_definition_in_order()
    {
        Assert.Equal(Enum.GetValues<FindingKind>(), FindingDefinition.All.Select(definition => definition.Kind));
        Assert.Equal(FindingDefinition.All.Length, FindingDefinition.All.Select(definition => definition.Label).Distinct().Count());
        Assert.Equal(FindingDefinition.All.Length, FindingDefinition.All.Select(definition => definition.Page).Distinct().Count());
    }

    [Fact]
    public void Where_nothing_was_seen_nothing_can_be_judged_of_any_kind()
    {
        FindingsReport report = new FindingScene().WatchedFor(1).Judge(TargetInspection.OfSamples);
        Assert.Empty(report.Findings);
        Assert.Equal(Enum.GetValues<FindingKind>(), report.Unjudged.Select(unjudged => unjudged.Kind));
    }

    [Fact]
    public void A_healthy_process_is_judged_in_full_and_has_nothing_to_change()
    {
        FindingsReport report = new FindingScene().Collects(
            30, heap: HeapFigures.Heap(gen0: HeapFigures.Survived(Mb, of: 60 * Mb)), statistics: HeapFigures.Statistics([0, Mb, 50 * Mb, 0, 0])).Judge();
        Assert.Empty(report.Findings);
        Assert.Empty(report.Unjudged);
    }

    [Theory]
    [InlineData(1000, FindingKind.InducedCollections)]
    [InlineData(1, FindingKind.Fragmentation)]
    public void The_dearest_is_told_first(double pauseMs, FindingKind first)
    {
        FindingsReport report = new FindingScene().Collects(
            10, GcGeneration.Gen2, pauseMs, HeapFigures.Statistics([0, 0, 400 * Mb, 0, 0]), HeapFigures.Heap(gen2: HeapFigures.FreeAfter(300 * Mb)), GcReason.Induced).Judge();
        Assert.Equal(2, report.Findings.Length);
        Assert.Equal(first, report.Findings[0].Kind);
    }

    [Fact]
    public void All_of_the_memory_is_as_dear_as_a_tenth_of_the_time() =>
        Assert.Equal(new FindingCost(0.1).Weight, new FindingCost(0, 1, WastedShare: 1).Weight, 9);

    /// <summary>The seam for findings from an allocation tally.</summary>
    [Fact]
    public void A_further_inspection_is_asked_as_the_others_are()
    {
        var further = new CountingInspection();
        FindingsReport report = new FindingScene().Collects(3).Judge(further);
        Assert.Equal("3 cycles", Assert.Single(report.Findings).Sentence);
    }

    private sealed class CountingInspection : IInspection
    {
        private int cycles;

        public FindingKind Kind => FindingKind.Pinning;

        public void Take(GcFact fact) => cycles += fact is GcFact.CycleComplete ? 1 : 0;

        public InspectionResult Judge(InspectedSpan span) =>
            new InspectionResult.Found(new Finding(Kind, new FindingCost(1), $"{cycles} cycles") { Evidence = [], Advice = [] });
    }
}
