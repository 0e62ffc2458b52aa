using System.ComponentModel.DataAnnotations;
using GcWatch.Analysis.Gc;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>From where on the rules fire that are no promises, and what the generated rules point at.</summary>
public sealed class RulesOptions
{
    /// <summary>Judge so many times as fast, 1 to 10000: slices, windows and patience are that much shorter; to try alerts out. Default 1.</summary>
    [Range(1.0, 10000.0)]
    public double TimeScale { get; init; } = 1;

    /// <summary>heap-over-trigger: how many times the baseline of the heap at the start of a collection, 1 to 100. Default 1.8.</summary>
    [Range(1.0, 100.0)]
    public double HeapOverTriggerFactor { get; init; } = 1.8;

    /// <summary>heap-over-trigger: more collections a minute than this, 0 to 100000. Default 8.</summary>
    [Range(0.0, 100000.0)]
    public double HeapOverTriggerCollections { get; init; } = 8;

    /// <summary>
    /// heap-over-trigger: collections of this generation and older ones count: Gen0, Gen1 or Gen2. Default Gen2, as gen0 alone passes 8 a
    /// minute in an ordinary .NET service.
    /// </summary>
    [AllowedValues(GcGeneration.Gen0, GcGeneration.Gen1, GcGeneration.Gen2)]
    public GcGeneration HeapOverTriggerFrom { get; init; } = GcGeneration.Gen2;

    /// <summary>gen2 storm: more blocking and background gen2 collections a minute than this over 5 minutes, 1 to 100000. Default 12.</summary>
    [Range(1.0, 100000.0)]
    public double Gen2StormCollections { get; init; } = 12;

    /// <summary>induced: more collections a minute that the application asked for than this over 5 minutes, 0 to 100000. Default 1.</summary>
    [Range(0.0, 100000.0)]
    public double InducedCollections { get; init; } = 1;

    /// <summary>long suspension: a single one longer than this, 1 ms to 1 h. Default 500 ms.</summary>
    [DurationRange("00:00:00.001", "01:00:00")]
    public TimeSpan LongSuspension { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>stuck pause: a suspension that has gone on for longer than this, 100 ms to 1 h. Default 5 s.</summary>
    [DurationRange("00:00:00.1", "01:00:00")]
    public TimeSpan StuckPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>memory deviation: the share of the working set that the GC's committed memory does not explain, 0.01 to 1. Default 0.15.</summary>
    [Range(0.01, 1.0)]
    public double MemoryDeviation { get; init; } = 0.15;

    /// <summary>memory deviation: for this long, 1 s to 1 d. Default 1 min.</summary>
    [DurationRange("00:00:01", "1.00:00:00")]
    public TimeSpan MemoryDeviationFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>time to limit: the memory limit will be reached sooner than this, 1 min to 7 d. Default 1 h.</summary>
    [DurationRange("00:01:00", "7.00:00:00")]
    public TimeSpan TimeToLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>fragmentation: more free space between objects than this share of the heap, 0.01 to 1. Default 0.5.</summary>
    [Range(0.01, 1.0)]
    public double Fragmentation { get; init; } = 0.5;

    /// <summary>fragmentation: less free space than this does not matter, in MB, 0 to 1000000. Default 100.</summary>
    [Range(0, 1000000)]
    public int FragmentationMegabytes { get; init; } = 100;

    /// <summary>A promise that counts pauses alerts only with at least this many in the hour, 0 to 1000000. Default 100.</summary>
    [Range(0, 1000000)]
    public int LeastPauses { get; init; } = 100;

    /// <summary>Prometheus's job of the agents, a regular expression, for generated rules. Default .*gcwatch.*.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string AgentJob { get; init; } = ".*gcwatch.*";

    /// <summary>Where the runbooks are: an alert's name and .md are appended, in generated rules.</summary>
    [HttpAddress]
    public Uri RunbookUrl { get; init; } = new("https://gcwatch.example/docs/runbooks/");

    /// <summary>Grafana's address, to which /d/ and a dashboard's uid are appended, in generated rules.</summary>
    [HttpAddress]
    public Uri DashboardUrl { get; init; } = new("https://grafana.example/");
}
