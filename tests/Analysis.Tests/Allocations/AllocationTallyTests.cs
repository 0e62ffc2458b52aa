using GcWatch.Analysis.Allocations;

namespace GcWatch.Analysis.Tests.Allocations;

/// <summary>Programs whose allocations are known to the byte, sampled as the runtime does.</summary>
public sealed class AllocationTallyTests
{
    private const int Trials = 400;

    /// <summary>Type, size, objects: 100 MB in all.</summary>
    private static readonly (string Name, int Size, int Count)[] Program =
        [("Depot.Crate", 24, 500_000), ("System.String", 104, 250_000), ("System.Byte[]", 20_000, 2_000), ("System.Int64[]", 220_000, 100)];

    [Fact]
    public void Random_samples_stand_for_what_was_allocated_within_their_stated_error()
    {
        int within = 0;
        int all = 0;
        var sums = new double[Program.Length];
        for (int trial = 0; trial < Trials; trial++)
        {
            AllocationBreakdown breakdown = Break(Sample(new Random(trial)));
            for (int type = 0; type < Program.Length; type++)
            {
                (string name, int size, int count) = Program[type];
                AllocationEstimate estimate = breakdown.Types.Single(figure => figure.TypeName == name).Estimate;
                sums[type] += estimate.Bytes / ((double)size * count) / Trials;
                all += 3;
                if (Math.Abs(estimate.Bytes - ((double)size * count)) <= 2 * estimate.BytesError) within++;
                if (Math.Abs(estimate.Objects - count) <= 2 * estimate.ObjectsError) within++;
                if (Math.Abs(estimate.Share - ((double)size * count / TotalBytes)) <= 2 * estimate.ShareError) within++;
            }
        }

        Assert.All(sums, mean => Assert.InRange(mean, 0.98, 1.02));
        Assert.InRange((double)within / all, 0.92, 0.98);
    }

    [Fact]
    public void Ticks_share_out_an_exact_sum()
    {
        var tally = new AllocationTally(AllocationSampling.Ticks);
        for (int i = 0; i < 90; i++) tally.Take(new AllocationSample("System.String", AllocationHeap.Small, -1, SampleWeight.Tick(size: 100, amount: 100_000)));
        for (int i = 0; i < 10; i++) tally.Take(new AllocationSample("System.Int32", AllocationHeap.Small, -1, SampleWeight.Tick(size: 25, amount: 100_000)));
        AllocationBreakdown breakdown = Break(tally);

        CauseFigure boxing = breakdown.Causes.Single(cause => cause.Cause == AllocationCause.Boxing);
        Assert.Equal(10_000_000, breakdown.Total.Bytes);
        Assert.Equal(0, breakdown.Total.BytesError);
        Assert.Equal(0.1, boxing.Estimate.Share, 9);
        Assert.Equal(40_000, boxing.Estimate.Objects, 6);

        // As of 100 draws with a chance of a tenth: the root of 0.1 · 0.9 / 100.
        Assert.Equal(0.03, boxing.Estimate.ShareError, 9);
    }

    [Fact]
    public void Shares_add_up_and_the_largest_comes_first()
    {
        AllocationBreakdown breakdown = Break(Sample(new Random(7)));

        Assert.Equal(1, breakdown.Causes.Sum(cause => cause.Estimate.Share), 9);
        Assert.Equal(1, breakdown.Types.Sum(type => type.Estimate.Share), 9);
        Assert.Equal(AllocationCause.Array, breakdown.Causes[0].Cause);
    }

    [Fact]
    public void A_place_is_the_innermost_method_that_is_not_the_frameworks()
    {
        var tally = new AllocationTally(AllocationSampling.Random);
        tally.Take(new AllocationSample("System.String", AllocationHeap.Small, 0, SampleWeight.Random(100)));
        tally.Take(new AllocationSample("System.String", AllocationHeap.Small, 1, SampleWeight.Random(100)));
        AllocationBreakdown breakdown = AllocationBreakdown.Of(tally, TimeSpan.FromSeconds(1), new CauseClassifier(NoTypeFacts.Instance), stack => stack == 0
            ? ["?", "System.String.Ctor", "Depot.P.Rest", "Depot.P.Main"]
            : ["System.String.Concat", "System.Threading.Thread.StartCallback"]);

        Assert.Equal(["Depot.P.Rest", "System.String.Concat"], breakdown.Sites.Select(site => site.Site).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_program_with_types_without_end_fills_no_memory()
    {
        var tally = new AllocationTally(AllocationSampling.Random);
        for (int i = 0; i < AllocationTally.MostKeys + 1_000; i++) tally.Take(new AllocationSample($"T{i}", AllocationHeap.Small, -1, SampleWeight.Random(24)));

        Assert.Equal(AllocationTally.MostKeys + 1, tally.Sums.Count);
        Assert.Equal(tally.Total.Bytes, tally.Sums.Values.Sum(sum => sum.Bytes), 3);
    }

    private static long TotalBytes => Program.Sum(type => (long)type.Size * type.Count);

    private static AllocationBreakdown Break(AllocationTally tally) =>
        AllocationBreakdown.Of(tally, TimeSpan.FromSeconds(1), new CauseClassifier(NoTypeFacts.Instance), _ => []);

    /// <summary>The distance to the next sampled byte is geometric; an object with several sampled bytes is reported once.</summary>
    private static AllocationTally Sample(Random random)
    {
        var tally = new AllocationTally(AllocationSampling.Random);
        foreach ((string name, int size, int count) in Program)
        {
            long end = (long)size * count;
            long at = Distance(random);
            while (at < end)
            {
                tally.Take(new AllocationSample(name, AllocationHeap.Small, -1, SampleWeight.Random(size)));
                at = (((at / size) + 1) * size) + Distance(random);
            }
        }

        return tally;
    }

    private static long Distance(Random random) => (long)(Math.Log(1 - random.NextDouble()) / Math.Log(1 - (1 / SampleWeight.SamplingInterval)));
}
