using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Lab;

/// <summary>A scenario as the Lab lists it.</summary>
internal sealed record LabScenario(
    string Scenario, string Group, IReadOnlyList<string> Variants, string Evidence, string? Cause, IReadOnlyList<string> OtherCauses,
    int? OnStackSince, string Claim, double Pace, string Signal, string Description)
{
    public static async Task<IReadOnlyList<LabScenario>> ListAsync() => await LabLines.OfAsync<LabScenario>("scenarios", "--json");
}

/// <summary>What a variant took for an operation.</summary>
internal sealed record LabComparison(string Scenario, string Variant, double AllocatedBytesPerOperation, long? Faults);

/// <summary>What a command of the Lab prints, a line of JSON each.</summary>
internal static class LabLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<T>> OfAsync<T>(params string[] arguments)
    {
        FinishedProcess finished = await ChildProcess.RunAsync([.. LabRuntime.Net10.Command(), .. arguments]);
        Assert.Equal(0, finished.ExitCode);
        return [.. finished.Output.Select(line => JsonSerializer.Deserialize<T>(line, Options) ?? throw new FormatException(line))];
    }
}
