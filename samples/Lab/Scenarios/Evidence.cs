namespace GcWatch.Lab.Scenarios;

/// <summary>How far what is wrong can be seen from outside the process.</summary>
internal enum Evidence
{
    /// <summary>In the events that the process sends while it runs.</summary>
    Live,

    /// <summary>Only in a snapshot of its heap, or in the difference of two.</summary>
    Snapshot,

    /// <summary>In nothing that the process sends: whoever names it has guessed.</summary>
    DemonstrationOnly,
}

internal static class EvidenceMarks
{
    public static string Mark(this Evidence evidence) => evidence switch
    {
        Evidence.Live => "live",
        Evidence.Snapshot => "snapshot",
        Evidence.DemonstrationOnly => "demonstration-only",
        _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence, "not a kind of evidence"),
    };
}
