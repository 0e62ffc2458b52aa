namespace GcWatch.Lab.Scenarios;

/// <summary>A mistake that costs the collector something, beside the same work without it.</summary>
/// <param name="Name">In small letters, with dashes.</param>
/// <param name="Group">closures, boxing, pools, beyond or escape.</param>
/// <param name="Description">What the mistake is, in one sentence.</param>
internal sealed record Scenario(string Name, string Group, string Description)
{
    public const string BadName = "bad";

    public const string RepairedName = "repaired";

    public required Evidence Evidence { get; init; }

    /// <summary>What makes it detectable, or why nothing does.</summary>
    public required string Signal { get; init; }

    /// <summary>The cause to be named first for the bad variant; null where none may be named.</summary>
    public string? Cause { get; init; }

    /// <summary>Causes that are true of the bad variant as well.</summary>
    public IReadOnlyList<string> OtherCauses { get; init; } = [];

    public Claim Claim { get; init; } = Claim.Allocation;

    /// <summary>From which version on the runtime puts what the bad variant allocates on the stack: there is nothing to find from then on.</summary>
    public int? OnStackSince { get; init; }

    /// <summary>Operations a second that either variant keeps up with, for comparing them at the same work.</summary>
    public double Pace { get; init; } = 20_000;

    /// <summary>Whether it keeps to that pace even when not asked to: what leaks must not fill the machine in a second.</summary>
    public bool IsAlwaysPaced { get; init; }

    public required Func<IOperation> Bad { get; init; }

    public required Func<IOperation> Repaired { get; init; }

    /// <summary>Further ways to do it right, to be compared.</summary>
    public IReadOnlyList<Variant> Alternatives { get; init; } = [];

    public IEnumerable<Variant> Variants => [new Variant(BadName, Bad), new Variant(RepairedName, Repaired), .. Alternatives];

    /// <returns>The name under which a variant is run.</returns>
    public string WorkloadName(Variant variant) => $"{Name}-{variant.Name}";
}
