using System.Globalization;
using System.Text.RegularExpressions;

namespace GcWatch.RuleCost;

/// <summary>
/// One series whose values go on from the one that was scraped: a counter gains as much in a minute, with noise; a gauge wanders around it;
/// 0 and 1, which are states, stay. Whole numbers stay whole, so that they compress as real ones do.
/// </summary>
internal sealed partial class SimulatedSeries
{
    private readonly bool isCounter;
    private readonly bool isWhole;
    private readonly double scraped;
    private readonly double gain;
    private uint noise;
    private double value;

    /// <param name="line">As in a scrape: name, labels, value.</param>
    /// <param name="step">Seconds from sample to sample.</param>
    public SimulatedSeries(string line, long step)
    {
        int end = line.LastIndexOf(' ');
        string name = line[..line.IndexOf('{', StringComparison.Ordinal)];
        var labels = Label.Matches(line[..end]).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value)).ToList();
        labels.Add(("__name__", name));
        Labels = WriteRequest.Labels(labels);
        scraped = double.Parse(line[(end + 1)..], CultureInfo.InvariantCulture);
        value = scraped;
        isWhole = double.IsInteger(scraped);
        isCounter = Counter.IsMatch(name);
        gain = scraped * step / 60;
        noise = (uint)string.GetHashCode(line, StringComparison.Ordinal) | 1;
    }

    /// <summary>Encoded, sorted by name.</summary>
    public byte[] Labels { get; }

    public double Next()
    {
        if (isCounter) value += Rounded(gain * 2 * Random());
        else if (scraped is not (0 or 1)) value = Rounded(scraped * (0.85 + (0.3 * Random())));
        return value;
    }

    private double Rounded(double number) => isWhole ? Math.Round(number) : number;

    /// <summary>Xorshift: from 0 to 1, cheap enough for millions a second.</summary>
    private double Random()
    {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        return noise / (double)uint.MaxValue;
    }

    [GeneratedRegex("""(?<name>\w+)="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label { get; }

    [GeneratedRegex("_(total|count|sum|bucket)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counter { get; }
}
