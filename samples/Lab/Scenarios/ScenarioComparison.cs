using System.Text.Json;

namespace GcWatch.Lab.Scenarios;

/// <summary>
/// Every variant for the same number of operations one after the other in this process, a line of JSON each. The first run of a variant
/// is its warm-up; the code may still not be the fastest, so the bytes are firm and the speed is not.
/// </summary>
internal static class ScenarioComparison
{
    private const int LeastOperations = 100;
    private const int MostOperations = 100_000_000;

    public static WorkloadOption Operations { get; } = new("operations", 2_000) { Minimum = LeastOperations, Maximum = MostOperations, IsWhole = true };

    /// <returns>The exit code, always 0.</returns>
    public static int PrintTo(Stream output, int operations)
    {
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            foreach (Variant variant in scenario.Variants) Print(output, scenario, variant, operations);
        }

        return 0;
    }

    private static void Print(Stream output, Scenario scenario, Variant variant, int operations)
    {
        IOperation operation = variant.NewOperation();
        Repeat(operation, operations);
        WorkCount count = WorkCount.Begin();
        Repeat(operation, operations);
        count.End();
        operation.Close();
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("scenario", scenario.Name);
            json.WriteString("variant", variant.Name);
            json.WriteNumber("operationsPerSecond", Math.Round(count.PerSecond(operations), 1));
            json.WriteNumber("allocatedBytesPerOperation", Math.Round(count.BytesPer(operations), 2));
            if (operation.Faults is { } faults) json.WriteNumber("faults", faults);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Repeat(IOperation operation, int times)
    {
        for (int time = 0; time < times; time++) operation.Operate();
    }
}
