using System.Text.Json;
using GcWatch.Analysis.Allocations;

namespace GcWatch.Agent.Allocs;

/// <summary>Stacks as speedscope takes them, a sampled profile in bytes (https://www.speedscope.app/file-format-schema.json).</summary>
internal static class SpeedscopeProfile
{
    public static void Write(Stream stream, AllocationBreakdown breakdown, string program)
    {
        var frames = new FrameNumbers();
        int[][] samples = [.. breakdown.Stacks.Select(stack => (int[])[.. stack.Frames.Reverse().Select(frames.Of), frames.Of($"{stack.Cause.Label()} [{stack.TypeName}]")])];
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
        json.WriteString("exporter", "gcwatch");
        json.WriteString("name", program);
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (string frame in frames.Names) WriteFrame(json, frame);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("profiles");
        WriteProfile(json, breakdown, samples);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, AllocationBreakdown breakdown, int[][] samples)
    {
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", "allocated bytes");
        json.WriteString("unit", "bytes");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", breakdown.Stacks.Sum(stack => Math.Round(stack.Sum.Bytes)));
        json.WriteStartArray("samples");
        foreach (int[] sample in samples)
        {
            json.WriteStartArray();
            foreach (int frame in sample) json.WriteNumberValue(frame);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (StackFigure stack in breakdown.Stacks) json.WriteNumberValue(Math.Round(stack.Sum.Bytes));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private sealed class FrameNumbers
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public int Of(string name)
        {
            if (numbers.TryGetValue(name, out int number)) return number;
            Names.Add(name);
            return numbers[name] = Names.Count - 1;
        }
    }
}
