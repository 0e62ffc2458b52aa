using System.Globalization;
using System.Text.RegularExpressions;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Tests.Exposition;

/// <summary>
/// The Prometheus text format 0.0.4, read strictly: TYPE, HELP and samples of a family stand together and in this order (the
/// exporter's), no series twice, no timestamps, nothing else.
/// </summary>
internal sealed partial class StrictScrape
{
    private readonly Dictionary<string, ScrapedFamily> families = [];
    private readonly HashSet<string> series = [];
    private ScrapedFamily? current;

    private StrictScrape(string text) => Text = text;

    public string Text { get; }

    public IReadOnlyDictionary<string, ScrapedFamily> Families => families;

    public IEnumerable<ScrapedSample> Samples => families.Values.SelectMany(family => family.Samples);

    /// <exception cref="FormatException">The text breaks a rule.</exception>
    public static StrictScrape Parse(string text)
    {
        var scrape = new StrictScrape(text);
        if (!text.EndsWith('\n')) throw new FormatException("the last line has no end");
        foreach (string line in text.Split('\n').Where(line => line.Length > 0)) scrape.Take(line);
        return scrape;
    }

    /// <summary>Without the families that the agent has of itself.</summary>
    public StrictScrape OfTargets()
    {
        string[] own = [.. MetricCatalog.Agent.Select(metric => metric.PrometheusName)];
        IEnumerable<string> lines = Text.Split('\n').Where(line => !Array.Exists(own, name => IsAbout(line, name)));
        return Parse(string.Join('\n', lines));
    }

    /// <summary>The samples of this name, with these labels among theirs.</summary>
    public IEnumerable<ScrapedSample> All(string name, params (string Label, string Value)[] labels) =>
        Samples.Where(sample => sample.Name == name && labels.All(wanted => sample[wanted.Label] == wanted.Value));

    /// <summary>The one sample of this name, with these labels among its own.</summary>
    public double Value(string name, params (string Label, string Value)[] labels) => Assert.Single(All(name, labels)).Value;

    private static bool IsAbout(string line, string family) =>
        line.Split(' ', '{') is ["#", _, var name, ..] ? name == family : line.StartsWith(family, StringComparison.Ordinal);

    private void Take(string line)
    {
        if (line == "# EOF") return;
        if (line.StartsWith("# HELP ", StringComparison.Ordinal)) TakeHelp(line);
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal)) TakeType(line);
        else TakeSample(line);
    }

    private void TakeType(string line)
    {
        if (line.Split(' ') is not ["#", "TYPE", var name, var type]) throw new FormatException($"not a TYPE: {line}");
        current = new ScrapedFamily(name, Help: "", type);
        if (!families.TryAdd(name, current)) throw new FormatException($"a family in two places: {line}");
    }

    private void TakeHelp(string line)
    {
        if (line.Split(' ', 4) is not ["#", "HELP", var name, var help]) throw new FormatException($"not a HELP: {line}");
        if (current?.Name != name || current.Help.Length > 0 || current.Samples.Count > 0) throw new FormatException($"not after its TYPE: {line}");
        current = current with { Help = help };
        families[name] = current;
    }

    private void TakeSample(string line)
    {
        Match match = SamplePattern.Match(line);
        if (!match.Success) throw new FormatException($"not a sample: {line}");
        string name = match.Groups["name"].Value;
        if (current is null || !BelongsTo(current, name)) throw new FormatException($"outside its family: {line}");
        if (!series.Add(line[..line.LastIndexOf(' ')])) throw new FormatException($"a series twice: {line}");
        current.Samples.Add(new ScrapedSample(name, Labels(match.Groups["labels"].Value), Number(match.Groups["value"].Value)));
    }

    private static bool BelongsTo(ScrapedFamily family, string name) => family.Type == "histogram"
        ? name == family.Name + "_bucket" || name == family.Name + "_sum" || name == family.Name + "_count"
        : name == family.Name;

    private static Dictionary<string, string> Labels(string list) =>
        LabelPattern.Matches(list).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>([a-zA-Z_]\w*="([^"\\]|\\["\\n])*",?)+)\})? (?<value>[-+]?(\d\S*|Inf)|NaN)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SamplePattern { get; }

    [GeneratedRegex("""(?<name>[a-zA-Z_]\w*)="(?<value>([^"\\]|\\["\\n])*)",?""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelPattern { get; }
}
