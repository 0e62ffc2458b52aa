namespace GcWatch.Analysis.Findings;

/// <summary>Where in the code most of what a finding is about comes from.</summary>
/// <param name="Method">The innermost method on the stack that is not the framework's, as its author wrote it.</param>
/// <param name="Share">Of all the bytes that the finding is about, those made there, 0–1.</param>
public sealed record FindingPlace(string Method, double Share);
