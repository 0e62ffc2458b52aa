namespace GcWatch.Analysis.Memory;

/// <summary>
/// How much memory a process has beside what its GC has committed, when nothing is amiss: the median over the first calm stretch. A .NET process has tens of
/// megabytes of code, stacks and native heaps, so that a raw comparison would always be off. One owner.
/// </summary>
internal sealed class MemoryCalibration(MemoryRules rules)
{
    /// <summary>A median of fewer says nothing.</summary>
    private const int LeastSamples = 3;

    /// <summary>After so many stretches it is taken as it is: a process that never calms down is to be judged too.</summary>
    private const int LongestWait = 3;

    private readonly List<Sample> samples = [];
    private TimeSpan? beganAt;

    /// <summary>Null until it is known; then it stays.</summary>
    public long? OffsetBytes { get; private set; }

    /// <param name="at">Never less than before.</param>
    /// <param name="workingSet">In bytes.</param>
    /// <param name="committed">What the GC has committed, in bytes.</param>
    public void Observe(TimeSpan at, long workingSet, long committed)
    {
        if (OffsetBytes is not null) return;
        beganAt ??= at;
        samples.Add(new Sample(at, workingSet, workingSet - committed));
        if (at - samples[0].At < rules.Calibration || samples.Count < LeastSamples) return;
        long[] beside = [.. samples.Select(sample => sample.Beside).Order()];
        if (IsCalm(beside) || at - beganAt >= LongestWait * rules.Calibration) OffsetBytes = beside[beside.Length / 2];
        else samples.RemoveAll(sample => at - sample.At >= rules.Calibration);
    }

    private bool IsCalm(long[] beside) =>
        beside[3 * beside.Length / 4] - beside[beside.Length / 4] <= rules.CalmSpread * samples.Average(sample => sample.WorkingSet);

    private readonly record struct Sample(TimeSpan At, long WorkingSet, long Beside);
}
