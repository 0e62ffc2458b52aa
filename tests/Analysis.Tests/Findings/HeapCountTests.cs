using GcWatch.Analysis.Findings;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class HeapCountTests
{
    private const FindingKind Kind = FindingKind.HeapCountThrash;

    [Fact]
    public void A_number_of_heaps_that_goes_up_and_down_is_found()
    {
        Finding found = new FindingScene().CollectsOn(1, 4, 4, 2, 12, 12, 3, 4).Finds(Kind);
        Assert.Equal("the number of heaps changed 5 times in 60.0 s, between 1 and 12, and turned 4 times (the limit is 3): each change moves what lives between heaps in a pause", found.Sentence);
        Assert.StartsWith("set DOTNET_GCHeapCount=C (hexadecimal)", found.Advice[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_that_comes_and_goes_turns_it_once() => new FindingScene().CollectsOn(1, 1, 1, 2, 4, 8, 8, 8, 4, 2, 1, 1).FindsNo(Kind);

    [Fact]
    public void Three_turns_are_within_the_limit() => new FindingScene().CollectsOn(1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1).FindsNo(Kind);

    [Fact]
    public void Eleven_collections_are_too_few() =>
        new FindingScene().CollectsOn(1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1).Lacks(Kind, "12 collections that stop the threads; there were 11");
}
