namespace GcWatch.Lab.Services;

/// <summary>The cache is thrown away and fills again, as it did after the start: it grows, and then it stays. Nothing is wrong.</summary>
internal sealed class CacheRefill(WorkloadContext context) : IServiceFault
{
    private readonly double seconds = context.Number(WarmUp.Seconds);

    public double HeapFactor { get; private set; } = 1;

    public void Advance(TimeSpan age) => HeapFactor = WarmUp.Share(age, seconds);
}
