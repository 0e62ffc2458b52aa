using GcWatch.Analysis.Findings;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Explain;

/// <summary>All that <c>gcwatch explain</c> has to say.</summary>
/// <param name="Target">Of whom.</param>
/// <param name="Span">What was watched.</param>
/// <param name="Report">What was found.</param>
internal sealed record Explanation(Target Target, InspectedSpan Span, FindingsReport Report)
{
    /// <summary>Whether the target ended before the time was over.</summary>
    public bool HasEnded { get; init; }
}
