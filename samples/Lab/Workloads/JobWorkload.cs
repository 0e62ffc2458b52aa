using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one iteration. The work is the same in each run, so that two runs can be compared.</summary>
internal sealed class JobWorkload : IWorkload
{
    private const long CacheBytes = 60 * WorkloadOption.BytesPerMegabyte;
    private const double CacheHitShare = 0.8;
    private const int SortedNumbers = 1_000;

    private static readonly WorkloadOption Iterations = new("iterations", 80_000) { Maximum = 1_000_000_000, IsWhole = true };

    public string Name => "job";

    public string Description => "Does a fixed amount of computing and allocation as fast as it can, then ends.";

    public IReadOnlyList<WorkloadOption> Options => [Iterations];

    public void Run(WorkloadContext context)
    {
        RequestMix requests = new(CacheBytes, CacheHitShare);
        Random random = new(17);
        long iterations = (long)context.Number(Iterations);
        for (long left = iterations; left > 0 && !context.IsStopped; left--)
        {
            requests.Serve();
            Sort(random);
            context.CountOperation();
        }
    }

    private static void Sort(Random random)
    {
        int[] numbers = new int[SortedNumbers];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = random.Next();
        }

        Array.Sort(numbers);
    }
}
