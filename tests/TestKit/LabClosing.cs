using System.Text.Json;

namespace GcWatch.TestKit;

/// <summary>The Lab's closing line: what the runtime says of itself. gen0 counts the collections of gen1 and gen2 too, and so on.</summary>
public sealed record LabClosing(
    string Scenario, double Seconds, long Operations, long AllocatedBytes, int Gen0, int Gen1, int Gen2, double TotalPauseMs, double CpuMs,
    long HeapSizeBytes, long FragmentedBytes, long PromotedBytes, long TotalCommittedBytes, bool ServerGc)
{
    /// <summary>From the beginning of the work, or the end of its warm-up, to its end.</summary>
    public double OperationsPerSecond { get; init; }

    /// <summary>In the same time, all threads; within 8 KB for each thread.</summary>
    public double AllocatedBytesPerOperation { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static LabClosing Parse(string line) =>
        JsonSerializer.Deserialize<LabClosing>(line, Options) ?? throw new FormatException($"not a closing line: {line}");
}
