using System.Text;
using GcWatch.Agent.Replay;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Explain;

/// <summary>What is found in real recordings: a change of a limit is seen here.</summary>
public sealed class RecordingTests
{
    [Fact]
    public void Our_own_recordings_are_explained_as_agreed() =>
        Golden.Matches("tests/Agent.Tests/Golden/findings-own.txt", Explain(Repository.PathOf("tests", "Data")));

    /// <summary>GCPerfSim keeps buffers for a while and pins some: it has a mid-life crisis by design.</summary>
    [Fact]
    public void Recordings_of_a_load_program_that_is_not_ours_are_explained_as_agreed()
    {
        string folder = Repository.PathOf("..", "shared", "data", "traces");
        if (!Directory.Exists(folder)) Assert.Skip("the recordings of GCPerfSim are not beside the clone");

        Golden.Matches("tests/Agent.Tests/Golden/findings-gcperfsim.txt", Explain(folder));
    }

    private static string Explain(string folder)
    {
        var text = new StringBuilder();
        foreach (string path in Directory.EnumerateFiles(folder, "*.nettrace").Order(StringComparer.Ordinal))
        {
            text.Append(Path.GetFileNameWithoutExtension(path)).Append('\n');
            foreach (string line in Lines(RecordedTarget.Explain(path))) text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(FindingsReport report) =>
    [
        .. report.Findings.Select(finding => $"{FindingDefinition.Of(finding.Kind).Title}: {finding.Sentence}"),
        .. report.Unjudged.IsEmpty ? (string[])[] : [$"not judged: {string.Join(", ", report.Unjudged.Select(one => FindingDefinition.Of(one.Kind).Title))}"],
    ];

    private sealed class RecordedTarget : IGcEventReceiver
    {
        private readonly ReplayTarget target = new("trace", new JudgeSettings());

        public static FindingsReport Explain(string path)
        {
            var recorded = new RecordedTarget();
            NetTraceReplay.Read(path, recorded);
            return recorded.target.Explain(recorded.target.Finish());
        }

        public void Take(GcEvent gcEvent) => target.Take(gcEvent);
    }
}
