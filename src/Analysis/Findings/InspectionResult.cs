namespace GcWatch.Analysis.Findings;

/// <summary>What an inspection came to: a closed set.</summary>
public abstract record InspectionResult
{
    /// <summary>There was enough to judge by, and nothing is wrong.</summary>
    public static readonly InspectionResult Nothing = new NothingFound();

    public sealed record Found(Finding Finding) : InspectionResult;

    public sealed record NothingFound : InspectionResult;

    /// <summary>Not the same as nothing found.</summary>
    /// <param name="Missing">What there would have to be more of, or would have to be known.</param>
    public sealed record NotEnoughData(string Missing) : InspectionResult;

    public static InspectionResult Lacks(FormattableString missing) => new NotEnoughData(FormattableString.Invariant(missing));
}
