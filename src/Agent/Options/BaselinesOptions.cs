using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>What is usual for each service, and where that is kept.</summary>
public sealed class BaselinesOptions
{
    /// <summary>
    /// A file that keeps what was learnt across restarts of the agent; it is written anew each time, so its folder must be writable. Default:
    /// none, and an agent that starts learns from nothing unless it has a history elsewhere.
    /// </summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? SnapshotFile { get; init; }

    /// <summary>What was learnt is gathered from all processes and saved so often, by the wall clock, 5 s to 1 d. Default 10 min.</summary>
    [DurationRange("00:00:05", "1.00:00:00")]
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Spans that are not learnt, or are forgotten if they were: FROM/TO or FROM/TO/SERVICE, times such as 2026-03-02T08:00Z, the service with *
    /// and ?. Whole hours. A list, or a text with semicolons. Default: none.
    /// </summary>
    [ExcludedSpans]
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
