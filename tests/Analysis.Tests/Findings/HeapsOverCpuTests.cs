using GcWatch.Analysis.Findings;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class HeapsOverCpuTests
{
    private const FindingKind Kind = FindingKind.HeapsOverCpuLimit;

    [Fact]
    public void More_heaps_than_processors_are_found_with_the_setting_that_made_them()
    {
        var place = new TargetSurroundings { CpuLimit = 2.5, Variables = TargetSurroundings.Unknown.Variables.Add("DOTNET_GCHeapCount", "A") };
        Finding found = new FindingScene().CollectsOn(10).Within(place).Finds(Kind);
        Assert.Equal("10 heaps, and a CPU limit of 2.5 processors: in each pause their threads wait for one another; pauses took 0.0 % of the time", found.Sentence);
        Assert.Equal("DOTNET_GCHeapCount=A is set: take it away, or set DOTNET_GCHeapCount=3 (hexadecimal)", found.Advice[0]);
    }

    [Fact]
    public void A_number_is_advised_as_the_runtime_reads_it() =>
        Assert.StartsWith("set DOTNET_GCHeapCount=C (hexadecimal)", On(16, cpu: 12).Finds(Kind).Advice[0], StringComparison.Ordinal);

    [Fact]
    public void With_one_processor_workstation_GC_is_advised() =>
        Assert.Contains(On(2, cpu: 0.6).Finds(Kind).Advice, line => line.Contains("DOTNET_gcServer=0", StringComparison.Ordinal));

    [Fact]
    public void A_quota_is_rounded_up_as_the_runtime_does()
    {
        On(3, cpu: 2.5).FindsNo(Kind);
        On(4, cpu: 2.5).Finds(Kind);
    }

    [Fact]
    public void One_heap_fits_everywhere() => new FindingScene().CollectsOn(1).FindsNo(Kind);

    [Fact]
    public void What_is_not_known_is_told()
    {
        new FindingScene().CollectsOn(2).Lacks(Kind, "the CPU limit of the target, which is not to be seen from here");
        new FindingScene().Within(new TargetSurroundings { CpuLimit = 1 }).Lacks(Kind, "a collection; there was none");
    }

    private static FindingScene On(int heaps, double cpu) => new FindingScene().CollectsOn(heaps).Within(new TargetSurroundings { CpuLimit = cpu });
}
