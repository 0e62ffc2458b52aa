using System.Globalization;
using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Allocations;

/// <summary>What <c>gcwatch allocs</c> estimated of a Lab that made a fixed number of objects while it was sampled, and how many bytes of each type that were.</summary>
internal sealed class CountedRun
{
    private readonly JsonElement answer;

    private CountedRun(JsonElement answer, IReadOnlyDictionary<string, double> made)
    {
        this.answer = answer;
        Made = made;
    }

    /// <summary>Bytes by type, exactly.</summary>
    public IReadOnlyDictionary<string, double> Made { get; }

    public string? Sampling => answer.GetProperty("sampling").GetString();

    public static async Task<CountedRun> OfAsync(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "counted");
        int before = EventThreads.Of(lab);
        await using ChildProcess allocs = ChildProcess.Start([.. AgentBinary.Managed.Command, "allocs", "--pid", lab.PidText, "--seconds", "60", "--format", "json", "--top", "100"]);
        await Eventually.HoldsAsync("the session is open", () => EventThreads.Of(lab) > before);
        await lab.GoOnAsync();
        FinishedProcess finished = await allocs.FinishAsync(TimeSpan.FromSeconds(60));
        FinishedProcess counted = await lab.Child.FinishAsync();
        Assert.True(finished.ExitCode == 0, finished.ErrorText);
        var made = counted.Output.Select(line => line.Split(' ')).Where(words => words[0] == "made").ToDictionary(words => words[1], words => double.Parse(words[2], CultureInfo.InvariantCulture));
        return new CountedRun(JsonDocument.Parse(finished.OutputText).RootElement, made);
    }

    /// <summary>The type's bytes, on all heaps together, and the standard error of these.</summary>
    public (double Bytes, double Error) Estimate(string type)
    {
        JsonElement[] figures = [.. answer.GetProperty("types").EnumerateArray().Where(figure => figure.GetProperty("type").GetString() == type)];
        double variance = figures.Sum(figure => Math.Pow(figure.GetProperty("bytesError").GetDouble(), 2));
        return (figures.Sum(figure => figure.GetProperty("bytes").GetDouble()), Math.Sqrt(variance));
    }
}
