namespace GcWatch.Lab;

/// <summary>What a workload is given: its options, when to stop, and where to count. Safe to share between threads.</summary>
internal sealed class WorkloadContext(IReadOnlyDictionary<string, double> givenOptions, Func<bool> isNext, CancellationToken stop)
{
    private long operations;

    public CancellationToken Stop => stop;

    public bool IsStopped => stop.IsCancellationRequested;

    /// <summary>Whether the second part is to begin, for workloads that have one.</summary>
    public bool IsNext => isNext();

    /// <summary>Operations so far; each workload says what one of its operations is.</summary>
    public long Operations => Interlocked.Read(ref operations);

    public void CountOperation() => Interlocked.Increment(ref operations);

    public double Number(WorkloadOption option) =>
        givenOptions.TryGetValue(option.Name, out double given) ? given : option.Default;

    /// <returns>Bytes, from an option in megabytes.</returns>
    public long Megabytes(WorkloadOption option) => (long)(Number(option) * WorkloadOption.BytesPerMegabyte);
}
