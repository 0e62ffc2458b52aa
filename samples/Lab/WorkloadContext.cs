namespace GcWatch.Lab;

/// <summary>What a workload is given: its options, when to stop, and where to count. Safe to share between threads.</summary>
internal sealed class WorkloadContext(IReadOnlyDictionary<string, double> givenOptions, Func<bool> isNext, CancellationToken stop)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private long operations;

    public CancellationToken Stop => stop;

    public bool IsStopped => stop.IsCancellationRequested;

    /// <summary>Whether the second part is to begin, for workloads that have one.</summary>
    public bool IsNext => isNext();

    /// <summary>Waits for the second part.</summary>
    /// <returns>False when the run was stopped before.</returns>
    public bool WaitForNext()
    {
        while (!IsNext && !IsStopped) stop.WaitHandle.WaitOne(LookInterval);
        return !IsStopped;
    }

    /// <summary>Operations so far; each workload says what one of its operations is.</summary>
    public long Operations => Interlocked.Read(ref operations);

    /// <summary>How often a result was wrong, where the workload looks; not thread-safe.</summary>
    public long? Faults { get; set; }

    /// <summary>What the operations took, between the begin and the end of the count.</summary>
    public WorkCount Count { get; private set; } = WorkCount.Begin();

    public void CountOperation() => Interlocked.Increment(ref operations);

    public double Number(WorkloadOption option) =>
        givenOptions.TryGetValue(option.Name, out double given) ? given : option.Default;

    /// <returns>Bytes, from an option in megabytes.</returns>
    public long Megabytes(WorkloadOption option) => (long)(Number(option) * WorkloadOption.BytesPerMegabyte);

    /// <summary>Begins the count anew: what came before was warm-up.</summary>
    public void BeginCount() => Count = WorkCount.Begin();

    /// <summary>Ends the count; to end it again changes nothing.</summary>
    public void EndCount() => Count.End();
}
