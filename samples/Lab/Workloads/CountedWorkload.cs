using System.Globalization;
using GcWatch.Lab.Kinds;

namespace GcWatch.Lab.Workloads;

/// <summary>
/// An operation is one object. Their types are drawn by lot, always the same lots, so that no rhythm of the program meets that of a sampling. It begins on
/// the line <c>next</c>, and says at its end how many bytes it has made of each type.
/// </summary>
internal sealed class CountedWorkload : IWorkload
{
    private const int ObjectsToMeasure = 1_000;

    private static readonly WorkloadOption Objects = new("objects", 2_000_000) { Minimum = 1, Maximum = 1e10, IsWhole = true };

    public string Name => "counted";

    public string Description => "On the line next, makes so many objects of a few types in a random order, says how many bytes of each, and ends.";

    public IReadOnlyList<WorkloadOption> Options => [Objects];

    public void Run(WorkloadContext context)
    {
        long[] sizes = [.. CountedTypes.All.Select(type => BytesOf(type.Make))];
        if (!context.WaitForNext()) return;
        long[] counts = Make(context, (long)context.Number(Objects));
        for (int type = 0; type < counts.Length; type++)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made {CountedTypes.All[type].Name} {counts[type] * sizes[type]}"));
        }
    }

    private static long[] Make(WorkloadContext context, long objects)
    {
        int[] lots = [.. CountedTypes.All.SelectMany((type, index) => Enumerable.Repeat(index, type.Lots))];
        long[] counts = new long[CountedTypes.All.Count];
        Random random = new(17);
        for (; objects > 0 && !context.IsStopped; objects--)
        {
            int type = lots[random.Next(lots.Length)];
            CountedTypes.All[type].Make();
            counts[type]++;
            context.CountOperation();
        }

        return counts;
    }

    private static long BytesOf(Action make)
    {
        make();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ObjectsToMeasure; i++) make();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / ObjectsToMeasure;
    }
}
