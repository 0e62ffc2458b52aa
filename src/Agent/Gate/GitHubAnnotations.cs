namespace GcWatch.Agent.Gate;

/// <summary>A verdict as workflow commands, which GitHub Actions shows on the run and on the pull request.</summary>
internal static class GitHubAnnotations
{
    private const string Title = "GC budget";

    public static IEnumerable<string> Lines(GateVerdict verdict)
    {
        if (!verdict.HasBudget) return [];
        IEnumerable<string> sentences = [.. verdict.Faults, .. verdict.Lines.Where(line => line.IsBroken).Select(line => line.Sentence())];
        return sentences.Select(sentence => $"::error title={Title}::{Escape(sentence)}");
    }

    /// <summary>As the runner reads it back (actions/toolkit packages/core/src/command.ts, escapeData).</summary>
    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
