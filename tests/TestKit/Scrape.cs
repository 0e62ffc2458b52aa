using System.Globalization;
using System.Text.RegularExpressions;

namespace GcWatch.TestKit;

/// <summary>One sample of a scrape.</summary>
public sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public bool Has(IEnumerable<(string Label, string Value)> wanted) =>
        wanted.All(pair => Labels.GetValueOrDefault(pair.Label) == pair.Value);
}

/// <summary>Parsed Prometheus text.</summary>
public sealed partial class Scrape
{
    private Scrape(string text, IReadOnlyList<Sample> samples)
    {
        Text = text;
        Samples = samples;
    }

    public string Text { get; }

    public IReadOnlyList<Sample> Samples { get; }

    /// <exception cref="FormatException">A line is neither a comment nor a sample.</exception>
    public static Scrape Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Scrape(text, [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)]);
    }

    /// <summary>All samples of a name that have the labels.</summary>
    public IReadOnlyList<Sample> All(string name, params (string Label, string Value)[] labels) =>
        [.. Samples.Where(sample => sample.Name == name && sample.Has(labels))];

    /// <summary>The sum over all samples of a name that have the labels; 0 if there is none.</summary>
    public double Sum(string name, params (string Label, string Value)[] labels) => All(name, labels).Sum(sample => sample.Value);

    /// <summary>The value of the one sample of a name that has the labels.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public double Value(string name, params (string Label, string Value)[] labels) => All(name, labels) is [var sample]
        ? sample.Value
        : throw new InvalidOperationException($"{All(name, labels).Count} samples of {name} {string.Join(", ", labels)} in:\n{Text}");

    /// <summary>The samples of one target, by its process label.</summary>
    public Scrape Of(string process) => new(Text, [.. Samples.Where(sample => sample.Labels.GetValueOrDefault("process") == process)]);

    public override string ToString() => Text;

    private static Sample ParseLine(string line)
    {
        Match match = SampleLine().Match(line);
        if (!match.Success) throw new FormatException($"not a line of Prometheus text: {line}");
        Dictionary<string, string> labels = Label().Matches(match.Groups["labels"].Value)
            .ToDictionary(label => label.Groups["key"].Value, label => Unescape(label.Groups["value"].Value), StringComparer.Ordinal);
        return new Sample(match.Groups["name"].Value, labels, ParseValue(match.Groups["value"].Value));
    }

    private static double ParseValue(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string value) => EscapedCharacter().Replace(value, match => match.Value[1] == 'n' ? "\n" : match.Value[1..]);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)( -?\d+)?$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?<key>\w+)="(?<value>(\\.|[^"\\])*)",?""")]
    private static partial Regex Label();

    [GeneratedRegex("""\\.""")]
    private static partial Regex EscapedCharacter();
}
