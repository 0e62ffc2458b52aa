using System.Globalization;
using GcWatch.Lab.Kinds;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one round of every kind. Prints first how many bytes each kind makes in a round: the truth to compare samples with.</summary>
internal sealed class KindsWorkload : IWorkload
{
    private const int RoundsToMeasure = 1_000;

    private static readonly WorkloadOption MegabytesPerSecond = new("mb-per-second", 100) { Minimum = 0.001 };

    private static readonly (WorkloadOption Times, Action Make)[] Kinds =
    [
        (Times("closures"), ObjectKinds.MakeClosure),
        (Times("boxes"), ObjectKinds.MakeBoxes),
        (Times("asyncs"), ObjectKinds.MakeAsync),
        (Times("iterators"), ObjectKinds.MakeIterator),
        (Times("queries"), ObjectKinds.MakeQuery),
        (Times("texts"), ObjectKinds.MakeText),
        (Times("arrays"), ObjectKinds.MakeArray),
        (Times("plains"), ObjectKinds.MakePlain),
    ];

    public string Name => "kinds";

    public string Description => "Makes objects of every kind, each so many times in a round: closures, boxes, async methods, iterators, queries, texts, arrays, plain ones.";

    public IReadOnlyList<WorkloadOption> Options => [MegabytesPerSecond, .. Kinds.Select(kind => kind.Times)];

    public void Run(WorkloadContext context)
    {
        int[] times = [.. Kinds.Select(kind => (int)context.Number(kind.Times))];
        foreach (var kind in Kinds) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Times.Name} {BytesOf(kind.Make) * context.Number(kind.Times)}"));
        AllocationPace pace = new(context.Megabytes(MegabytesPerSecond), context.Stop);
        while (pace.WaitForSlice())
        {
            while (pace.IsBehind) MakeRound(context, times);
        }
    }

    private static void MakeRound(WorkloadContext context, int[] times)
    {
        for (int kind = 0; kind < times.Length; kind++)
        {
            for (int i = 0; i < times[kind]; i++) Kinds[kind].Make();
        }

        context.CountOperation();
    }

    private static double BytesOf(Action make)
    {
        make();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < RoundsToMeasure; i++) make();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / RoundsToMeasure;
    }

    private static WorkloadOption Times(string name) => new(name, 1) { IsWhole = true, Maximum = 1_000 };
}
