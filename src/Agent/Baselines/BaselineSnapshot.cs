using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>What a snapshot file holds.</summary>
/// <param name="Owner">Whose agent wrote it, as far as that agent itself was told a namespace, a service and an env.</param>
/// <param name="SavedAt">When, by the wall clock.</param>
/// <param name="JudgedAt">When, by the clock of judgement.</param>
/// <param name="TimeScale">How many times as fast that clock runs.</param>
/// <param name="Baselines">What was learnt.</param>
internal sealed record BaselineSnapshot(
    ServiceKey Owner, DateTimeOffset SavedAt, DateTimeOffset JudgedAt, double TimeScale, ImmutableArray<KeptBaseline> Baselines);

/// <summary>What came of reading a snapshot.</summary>
internal abstract record SnapshotReading
{
    private SnapshotReading()
    {
    }

    public sealed record Whole(BaselineSnapshot Snapshot) : SnapshotReading;

    /// <param name="Reason">The end of a sentence that begins with the file.</param>
    public sealed record Refused(string Reason) : SnapshotReading;
}
