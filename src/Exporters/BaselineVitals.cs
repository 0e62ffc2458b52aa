namespace GcWatch.Exporters;

/// <summary>How the agent's baselines are kept, at one moment.</summary>
public sealed record BaselineVitals
{
    /// <summary>Services of which something is kept, watched or not.</summary>
    public int Services { get; init; }

    /// <summary>Since the snapshot on the disk was written; null where there is none.</summary>
    public TimeSpan? SnapshotAge { get; init; }

    /// <summary>Snapshots that could not be written or read; null where none is configured.</summary>
    public long? SnapshotFailures { get; init; }

    /// <summary>Since the history of some watched service was loaded; null where none is configured.</summary>
    public TimeSpan? HistoryAge { get; init; }

    /// <summary>Attempts to load a history that failed; null where none is configured.</summary>
    public long? HistoryFailures { get; init; }
}
