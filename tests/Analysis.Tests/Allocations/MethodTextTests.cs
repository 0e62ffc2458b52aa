using GcWatch.Analysis.Allocations;

namespace GcWatch.Analysis.Tests.Allocations;

public sealed class MethodTextTests
{
    [Theory]
    [InlineData("Depot.P+<Wait>d__5.MoveNext", "Depot.P.Wait")]
    [InlineData("Depot.Shelf`1+<All>d__3[System.String].MoveNext", "Depot.Shelf`1.All")]
    [InlineData("Depot.P+<>c__DisplayClass12_0.<Lambdas>b__3", "Depot.P.Lambdas (lambda)")]
    [InlineData("Depot.P+<>c.<Linq>b__15_4", "Depot.P.Linq (lambda)")]
    [InlineData("Depot.P.<Linq>g__Rising|15_1", "Depot.P.Linq.Rising")]
    [InlineData("Program.<Main>$", "Program.<Main>$")]
    [InlineData("Depot.P.Rest", "Depot.P.Rest")]
    public void A_method_is_shown_as_its_author_wrote_it(string frame, string text) => Assert.Equal(text, MethodText.Readable(frame));
}
