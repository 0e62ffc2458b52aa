using GcWatch.Agent.Tests.Commands;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Simulation;

/// <summary>A directory of labelled series of a test's own, and <c>gcwatch simulate --input</c> on it.</summary>
internal sealed class SeriesFolder : IDisposable
{
    public const string Header = "timestamp,process_age_seconds,allocation_bytes_per_second,pause_p99_seconds,live_heap_bytes,trigger_heap_bytes,collections_per_minute";

    private readonly TemporaryFolder folder = new();

    public string Path => folder.FullName;

    public SeriesFolder With(string name, params IEnumerable<string> lines)
    {
        File.WriteAllLines(folder.PathOf(name), lines);
        return this;
    }

    /// <summary>A day of minutes that are all alike, and no label.</summary>
    public SeriesFolder WithADay() => With("shop.csv", [Header, .. Minutes(1440)]).With("labels.csv", "series,kind,from,to,factor");

    /// <summary>Minutes since 1 March 2026 of 10 MB/s, 5 ms, 100 MB.</summary>
    public static IEnumerable<string> Minutes(int count, int from = 0) =>
        Enumerable.Range(from, count).Select(minute => FormattableString.Invariant($"{1772323200L + (60L * minute)},{86400 + (60 * minute)},1e7,0.005,{100_000_000 + minute},1.3e8,4"));

    public Task<CommandRun> ScoreAsync(params string[] more) => CommandRun.OfAsync(["simulate", "--input", Path, .. more]);

    public void Dispose() => folder.Dispose();
}
