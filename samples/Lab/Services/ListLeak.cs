using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Services;

/// <summary>A static list that nobody ever takes anything out of.</summary>
internal sealed class ListLeak(WorkloadContext context) : IServiceFault
{
    private static readonly List<byte[]> Kept = [];

    private readonly LeakDue due = LeakDue.Of(context, Payload.BlockBytes);

    public void Advance(TimeSpan age)
    {
        for (int left = due.Take(age); left > 0; left--) Kept.Add(Payload.NewBlock());
    }
}
