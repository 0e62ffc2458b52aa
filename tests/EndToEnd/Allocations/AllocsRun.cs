using System.Globalization;
using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Allocations;

/// <summary>What <c>gcwatch allocs</c> said of a Lab that makes objects of every kind, and what the Lab said itself.</summary>
internal sealed class AllocsRun
{
    private readonly JsonElement answer;
    private readonly Dictionary<string, double> truth;

    private AllocsRun(JsonElement answer, Dictionary<string, double> truth)
    {
        this.answer = answer;
        this.truth = truth;
    }

    public IReadOnlyList<string> Causes => [.. answer.GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("cause").GetString() ?? "")];

    public JsonElement Answer => answer;

    public static async Task<AllocsRun> OfAsync(LabRuntime runtime, AgentBinary agent, string[] kinds, params string[] options)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, ["kinds", "--mb-per-second", "200", .. kinds]);
        await Eventually.HoldsAsync("what the Lab makes", () => lab.Child.Output.All.Count > 8);
        FinishedProcess allocs = await agent.RunAsync(["allocs", "--pid", lab.PidText, "--seconds", "1", "--format", "json", .. options]);
        Assert.True(allocs.ExitCode == 0, allocs.ErrorText);
        Assert.Contains("docs/allocations.md", allocs.ErrorText, StringComparison.Ordinal);
        var truth = lab.Child.Output.All.Skip(1).Select(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        return new AllocsRun(JsonDocument.Parse(allocs.OutputText).RootElement, truth);
    }

    public double TrueShare(string kind) => truth[kind] / truth.Values.Sum();

    public (double Share, double Error) Share(string cause)
    {
        JsonElement figure = answer.GetProperty("causes").EnumerateArray().Single(figure => figure.GetProperty("cause").GetString() == cause);
        return (figure.GetProperty("share").GetDouble(), figure.GetProperty("shareError").GetDouble());
    }

    public string TopPlace(string cause) =>
        answer.GetProperty("places").EnumerateArray().First(place => place.GetProperty("cause").GetString() == cause).GetProperty("place").GetString() ?? "";
}
