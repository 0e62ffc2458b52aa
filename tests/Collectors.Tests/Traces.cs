using System.Collections.Concurrent;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;

namespace GcWatch.Collectors.Tests;

/// <summary>Real recordings: our own small ones, which every clone has, and larger ones beside it where they are to be had.</summary>
internal static class Traces
{
    private static readonly ConcurrentDictionary<string, Lazy<Recording>> Recordings = new(StringComparer.Ordinal);

    /// <summary>tests/Data, copied beside the tests.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>shared/data/traces beside the clone; null where it is not.</summary>
    public static string? SharedFolder
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, "..", "shared", "data", "traces");
                if (File.Exists(Path.Combine(folder.FullName, "GcWatch.sln"))) return Directory.Exists(candidate) ? candidate : null;
            }

            return null;
        }
    }

    public static IEnumerable<string> Own => Directory.EnumerateFiles(OwnFolder, "*.nettrace").Order(StringComparer.Ordinal);

    public static IEnumerable<string> Shared =>
        SharedFolder is { } folder ? Directory.EnumerateFiles(folder, "*.nettrace").Order(StringComparer.Ordinal) : [];

    /// <summary>File names of all recordings with collections, for theories.</summary>
    public static TheoryData<string> All =>
        [.. Own.Concat(Shared).Select(Path.GetFileName).OfType<string>().Where(name => !name.Contains("trickle", StringComparison.Ordinal))];

    public static string PathOf(string name) => Own.Concat(Shared).First(path => Path.GetFileName(path) == name);

    /// <summary>Read once, and shared: nobody changes it.</summary>
    public static Recording Read(string name) => Recordings.GetOrAdd(name, key => new Lazy<Recording>(() => Recording.Read(PathOf(key)))).Value;
}

/// <summary>Everything that a replay gave out.</summary>
internal sealed class Recording : IGcEventReceiver
{
    private readonly TargetView view = new(new TargetIdentity("test", "", "", "", "test"));

    public List<GcEvent> Events { get; } = [];

    public List<Suspension> Suspensions { get; } = [];

    public List<GcCycle> Cycles { get; } = [];

    public TargetTotals Totals => view.Totals();

    public ReplayEnd? End { get; private set; }

    public TimeSpan PauseTime => Sum(Suspensions.Where(suspension => suspension.IsGc).Select(suspension => suspension.Duration));

    public static Recording Read(string path) => Read(recording => NetTraceReplay.Read(path, recording));

    public static Recording Read(Stream stream) => Read(recording => NetTraceReplay.Read(stream, recording));

    public static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);

    public void Take(GcEvent gcEvent)
    {
        Events.Add(gcEvent);
        foreach (GcFact fact in view.Apply(gcEvent))
        {
            if (fact is GcFact.SuspensionOver over) Suspensions.Add(over.Suspension);
            if (fact is GcFact.CycleComplete complete) Cycles.Add(complete.Cycle);
        }
    }

    private static Recording Read(Func<Recording, ReplayEnd> source)
    {
        var recording = new Recording();
        recording.End = source(recording);
        recording.view.Finish();
        return recording;
    }
}
