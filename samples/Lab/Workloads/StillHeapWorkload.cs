using System.Globalization;

namespace GcWatch.Lab.Workloads;

/// <summary>A heap of a set size and count of objects, to be walked from outside. The line <c>built objects=…</c> says that it is there. It has no operations.</summary>
internal sealed class StillHeapWorkload : IWorkload
{
    private const int ObjectsOfRecord = 2;
    private const int OwnBytes = 32;
    private const int ArrayOverhead = 24;

    private static readonly WorkloadOption Objects = new("objects", 1_000_000) { Minimum = 1_000, Maximum = 100_000_000, IsWhole = true };
    private static readonly WorkloadOption Megabytes = new("heap-mb", 100) { Minimum = 1 };

    public string Name => "still-heap";

    public string Description => "Keeps so many objects of so many megabytes, half of them records and half their arrays, and does nothing more.";

    public IReadOnlyList<WorkloadOption> Options => [Objects, Megabytes];

    public void Run(WorkloadContext context)
    {
        int records = (int)context.Number(Objects) / ObjectsOfRecord;
        int content = (int)Math.Max(0, (context.Megabytes(Megabytes) / records) - OwnBytes - ArrayOverhead);
        KeptRecord? last = null;
        for (int number = 0; number < records && !context.IsStopped; number++) last = new KeptRecord(last, new byte[content]);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"built objects={records * ObjectsOfRecord}"));
        Console.Out.Flush();
        context.Stop.WaitHandle.WaitOne();
        GC.KeepAlive(last);
    }

    private sealed class KeptRecord(KeptRecord? older, byte[] content)
    {
        public KeptRecord? Older { get; } = older;

        public byte[] Content { get; } = content;
    }
}
