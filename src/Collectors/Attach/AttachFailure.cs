namespace GcWatch.Collectors.Attach;

/// <summary>Why a process cannot be attached to: a value, not an exception.</summary>
/// <param name="Reason">The label value of <c>gcwatch_target_up</c>'s <c>reason</c>.</param>
/// <param name="Explanation">One sentence: what is wrong, and what to do.</param>
public sealed record AttachFailure(AttachFailureReason Reason, string Explanation);

public enum AttachFailureReason
{
    /// <summary>There is no such process, or it ended while being attached to.</summary>
    NotRunning,

    /// <summary>The process has no .NET runtime that offers diagnostics.</summary>
    NotDotNet,

    /// <summary>The runtime was started with its diagnostics switched off.</summary>
    DiagnosticsDisabled,

    /// <summary>Another user's process.</summary>
    PermissionDenied,

    /// <summary>The runtime is there and does not answer.</summary>
    NotAnswering,

    /// <summary>The runtime answered with an error: too many sessions, or no event support.</summary>
    Refused,
}

public static class AttachFailureReasons
{
    public static string Label(this AttachFailureReason reason) => reason switch
    {
        AttachFailureReason.NotRunning => "not_running",
        AttachFailureReason.NotDotNet => "not_dotnet",
        AttachFailureReason.DiagnosticsDisabled => "diagnostics_disabled",
        AttachFailureReason.PermissionDenied => "permission_denied",
        AttachFailureReason.NotAnswering => "not_answering",
        AttachFailureReason.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };
}
