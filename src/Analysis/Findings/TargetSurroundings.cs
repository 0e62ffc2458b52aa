using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>Where a target runs, as far as that is to be seen; null where it is not.</summary>
public sealed record TargetSurroundings
{
    /// <summary>Of a recording nothing is known.</summary>
    public static readonly TargetSurroundings Unknown = new();

    /// <summary>How many processors the target may use at once: the quota of its container, or those it may run on where that is less.</summary>
    public double? CpuLimit { get; init; }

    /// <summary>How much memory it can have, in bytes: the limit of its container, or the machine's memory where there is none.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>For how long its container was stopped because its processor quota was used up, while it was watched.</summary>
    public TimeSpan? Throttled { get; init; }

    /// <summary>Variables of its environment that set its GC up, by name; empty where none is set or they are not known.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>A variable of the GC's as it is set, with its name; null where it is not known to be.</summary>
    /// <param name="setting">Its name without DOTNET_.</param>
    public string? Setting(string setting)
    {
        foreach (string prefix in GcVariables.Prefixes)
        {
            if (Variables.TryGetValue(prefix + setting, out string? value)) return $"{prefix}{setting}={value}";
        }

        return null;
    }
}
