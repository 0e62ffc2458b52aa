using System.Globalization;
using System.Text.Json;

namespace GcWatch.Benchmarks.Nab;

/// <summary>Reads the benchmark's directory: <c>data</c>, <c>labels/combined_windows.json</c>, <c>config/profiles.json</c>.</summary>
/// <param name="directory">As in github.com/numenta/NAB.</param>
internal sealed class NabCorpus(string directory)
{
    public NabWeights Weights(string profile)
    {
        using JsonDocument profiles = Json("config", "profiles.json");
        JsonElement matrix = profiles.RootElement.GetProperty(profile).GetProperty("CostMatrix");
        double Weight(string name) => matrix.GetProperty(name).GetDouble();
        return new NabWeights(Weight("tpWeight"), Weight("fpWeight"), Weight("fnWeight"));
    }

    public IReadOnlyList<NabSeries> Series()
    {
        using JsonDocument windows = Json("labels", "combined_windows.json");
        return [.. windows.RootElement.EnumerateObject().Select(series => Read(series.Name, series.Value))];
    }

    private JsonDocument Json(params string[] path) => JsonDocument.Parse(File.ReadAllText(Path.Combine([directory, .. path])));

    private NabSeries Read(string name, JsonElement windows)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(directory, "data", name)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
        DateTimeOffset[] times = [.. rows.Select(row => Time(row[0]))];
        int Row(JsonElement time)
        {
            int at = Array.BinarySearch(times, Time(time.GetString() ?? ""));
            return at >= 0 ? at : throw new InvalidDataException($"{name} has no row for {time}");
        }

        double[] values = [.. rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))];
        return new NabSeries(name, times, values, [.. windows.EnumerateArray().Select(window => (Row(window[0]), Row(window[1])))]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
