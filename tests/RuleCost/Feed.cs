using System.Globalization;

namespace GcWatch.RuleCost;

/// <summary>The series of a template, once for each pod of each service, with a sample at each step.</summary>
internal sealed class Feed
{
    /// <summary>Seconds written at once. Prometheus takes what is less than an hour behind its newest sample.</summary>
    public const long Chunk = 1200;

    private const int SeriesOfARequest = 1000;

    private readonly SimulatedSeries[] series;

    private Feed(SimulatedSeries[] series, long start, long end, long step)
    {
        this.series = series;
        Start = start;
        End = end;
        Step = step;
    }

    /// <summary>Seconds since 1970.</summary>
    public long Start { get; }

    /// <summary>Seconds since 1970; may lie ahead.</summary>
    public long End { get; }

    /// <summary>Seconds from sample to sample.</summary>
    public long Step { get; }

    public int Series => series.Length;

    /// <param name="text">TEMPLATE,SERVICES,PODS,START,END,STEP: a file of lines as in a scrape, in which SERVICE, SPACE and POD are replaced.</param>
    public static Feed Parse(string text)
    {
        string[] parts = text.Split(',');
        long[] numbers = [.. parts[1..].Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        string[] template = [.. File.ReadLines(parts[0]).Where(line => line.Length > 0 && line[0] != '#')];
        IEnumerable<SimulatedSeries> all =
            from service in Enumerable.Range(0, (int)numbers[0])
            from pod in Enumerable.Range(0, (int)numbers[1])
            from line in template
            select new SimulatedSeries(Name(line, service, pod), numbers[4]);
        return new Feed([.. all], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>Writes what lies from one moment (inclusive) to another.</summary>
    /// <returns>How many samples that were.</returns>
    public async Task<long> WriteAsync(RemoteWriter writer, long from, long until)
    {
        long first = Start + (((Math.Max(from, Start) - Start + Step - 1) / Step) * Step);
        until = Math.Min(until, End);
        if (first >= until) return 0;
        await Parallel.ForEachAsync(
            series.Chunk(SeriesOfARequest),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (some, _) => await writer.WriteAsync(some, first, until, Step));
        return series.Length * ((until - first + Step - 1) / Step);
    }

    private static string Name(string line, int service, int pod) => line
        .Replace("SERVICE", string.Create(CultureInfo.InvariantCulture, $"service-{service:000}"), StringComparison.Ordinal)
        .Replace("SPACE", string.Create(CultureInfo.InvariantCulture, $"team-{service % 20:00}"), StringComparison.Ordinal)
        .Replace("POD", string.Create(CultureInfo.InvariantCulture, $"service-{service:000}-6c9d8b7f5-{pod:x5}"), StringComparison.Ordinal);
}
