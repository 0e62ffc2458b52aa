using System.Text.Json;

namespace GcWatch.Lab.Scenarios;

/// <summary>The scenarios with their marks, for people or, one line of JSON each, for scripts.</summary>
internal static class ScenarioList
{
    /// <returns>The exit code, always 0.</returns>
    public static int PrintTo(Stream output, bool isJson)
    {
        if (isJson) PrintJson(output);
        else PrintText(output);
        return 0;
    }

    private static void PrintText(Stream output)
    {
        using StreamWriter text = new(output);
        text.WriteLine($"{"scenario",-22} {"evidence",-18} {"cause",-17} what is wrong");
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            text.WriteLine($"{scenario.Name,-22} {scenario.Evidence.Mark(),-18} {scenario.Cause ?? "none",-17} {scenario.Description}");
        }
    }

    private static void PrintJson(Stream output)
    {
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            using (Utf8JsonWriter json = new(output)) Write(json, scenario);
            output.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteStartObject();
        json.WriteString("scenario", scenario.Name);
        json.WriteString("group", scenario.Group);
        WriteList(json, "variants", scenario.Variants.Select(variant => variant.Name));
        json.WriteString("evidence", scenario.Evidence.Mark());
        json.WriteString("cause", scenario.Cause);
        WriteList(json, "otherCauses", scenario.OtherCauses);
        if (scenario.OnStackSince is { } version) json.WriteNumber("onStackSince", version);
        else json.WriteNull("onStackSince");
        json.WriteString("claim", JsonNamingPolicy.CamelCase.ConvertName(scenario.Claim.ToString()));
        json.WriteNumber("pace", scenario.Pace);
        json.WriteString("signal", scenario.Signal);
        json.WriteString("description", scenario.Description);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (string item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
