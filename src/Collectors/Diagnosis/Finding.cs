namespace GcWatch.Collectors.Diagnosis;

/// <summary>One thing that was found out.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="What">What is the case, in one line.</param>
/// <param name="Change">The exact thing to do about it, in one line; null where nothing needs to be done.</param>
public sealed record Finding(FindingLevel Level, string What, string? Change)
{
    public bool IsFault => Level == FindingLevel.Fault;

    public static Finding Ok(string what) => new(FindingLevel.Ok, what, null);

    public static Finding Note(string what, string? change = null) => new(FindingLevel.Note, what, change);

    public static Finding Fault(string what, string change) => new(FindingLevel.Fault, what, change);
}

public enum FindingLevel
{
    Ok,

    /// <summary>Worth knowing; attaching works all the same.</summary>
    Note,

    /// <summary>As long as it is so, there is no attaching.</summary>
    Fault,
}
