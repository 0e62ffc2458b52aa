using GcWatch.Agent.Replay;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Decode;

namespace GcWatch.Agent.Checking;

/// <summary>What a recording says of the promises, and what would have fired on it.</summary>
/// <param name="Name">The file.</param>
/// <param name="Promises">How each stood at the end.</param>
/// <param name="Episodes">What would have fired.</param>
internal sealed record TraceFindings(string Name, IReadOnlyList<PromiseStanding> Promises, IReadOnlyList<AlertEpisode> Episodes);

/// <summary>Judges a recording as replay does, and prints nothing.</summary>
internal sealed class TraceCheck(JudgeSettings settings) : IGcEventReceiver
{
    private readonly ReplayTarget target = new("check", settings);

    /// <exception cref="AgentFault">The file is no recording, or damaged.</exception>
    public static TraceFindings Of(string path, JudgeSettings settings)
    {
        var check = new TraceCheck(settings);
        ReplayFile.Whole(path, ReplayFile.Read(path, check));
        GcReport report = check.target.Finish();
        return new TraceFindings(Path.GetFileName(path), report.Promises, check.target.Episodes);
    }

    public void Take(GcEvent gcEvent) => target.Take(gcEvent);
}
