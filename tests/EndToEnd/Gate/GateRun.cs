using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Gate;

/// <summary><c>gcwatch exec</c> as a real process, its verdict read back.</summary>
internal sealed class GateRun : IDisposable
{
    /// <summary>Which agent is the gate.</summary>
    public AgentBinary Agent { get; init; } = AgentBinary.Managed;

    private readonly TemporaryFolder folder = new();

    /// <summary>For a gate that is killed: its port is in the test's own folder, and goes with it.</summary>
    public IReadOnlyDictionary<string, string> OwnPlace => new Dictionary<string, string> { ["TMPDIR"] = folder.FullName };

    public string PathOf(string name) => folder.PathOf(name);

    public string Budget(string text)
    {
        string file = PathOf("budget.json");
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>The command line of a run, its verdict in JSON.</summary>
    public IReadOnlyList<string> Command(IReadOnlyList<string> options, IReadOnlyList<string> command) =>
        [.. Agent.Command, "exec", "--format", "json", "--output", PathOf("verdict.json"), .. options, "--", .. command];

    public Task<FinishedProcess> RunAsync(IReadOnlyList<string> options, IReadOnlyList<string> command) => ChildProcess.RunAsync(Command(options, command));

    public JsonElement Verdict()
    {
        using JsonDocument verdict = JsonDocument.Parse(File.ReadAllText(PathOf("verdict.json")));
        return verdict.RootElement.Clone();
    }

    public double Value(string key) =>
        Verdict().GetProperty("measures").EnumerateArray().Single(measure => measure.GetProperty("key").GetString() == key).GetProperty("values")[0].GetProperty("value").GetDouble();

    public void Dispose() => folder.Dispose();
}
