using System.Collections.Immutable;

namespace GcWatch.Exporters.Prometheus;

/// <summary>How the session with a target stands. A closed set: each is a series of the state sets, whether anything is in it or not.</summary>
public enum TargetCondition
{
    /// <summary>A session is being opened.</summary>
    Attaching,

    /// <summary>Events come.</summary>
    Receiving,

    /// <summary>All threads of the target stand still, for longer than a suspension should take.</summary>
    Suspended,

    /// <summary>The target's process is stopped, by a signal or a freezer.</summary>
    Stopped,

    /// <summary>The target's processor quota is used up.</summary>
    Throttled,

    /// <summary>Nothing comes, and nothing says why.</summary>
    Stalled,

    /// <summary>There is no session; the next try is due later.</summary>
    Down,
}

public static class TargetConditions
{
    public static readonly ImmutableArray<TargetCondition> All = [.. Enum.GetValues<TargetCondition>()];

    /// <summary>The label value of <c>state</c>.</summary>
    public static string Label(this TargetCondition condition) => condition switch
    {
        TargetCondition.Attaching => "attaching",
        TargetCondition.Receiving => "receiving",
        TargetCondition.Suspended => "suspended",
        TargetCondition.Stopped => "stopped",
        TargetCondition.Throttled => "throttled",
        TargetCondition.Stalled => "stalled",
        TargetCondition.Down => "down",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };
}
