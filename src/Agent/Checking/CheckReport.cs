using GcWatch.Agent.Options;
using GcWatch.Agent.Rules;

namespace GcWatch.Agent.Checking;

/// <summary>All that a check has found, for any format.</summary>
/// <param name="Name">The configuration, for people.</param>
/// <param name="Loaded">The configuration, which is valid.</param>
/// <param name="Service">Whose promises are shown; null for those of all.</param>
internal sealed record CheckReport(string Name, LoadedOptions Loaded, string? Service)
{
    public AgentOptions Options => Loaded.Options;

    public RuleSettings Settings => new(Options, new RuleTime(1));

    /// <summary>The promises that are shown, with where each stands in the configuration.</summary>
    public IEnumerable<(string Path, PromiseOptions Promise)> Promises =>
        Options.Slo.All.Where(placed => Service is null || placed.Promise.IsMadeFor(Service));

    /// <summary>What a server says; null if none was asked.</summary>
    public HistoryReview? History { get; init; }

    /// <summary>What a recording says; null if there is none.</summary>
    public TraceFindings? Trace { get; init; }
}

/// <summary>What a server says of the past week.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Services">Those that were found.</param>
/// <param name="Further">How many more there are, which were not read.</param>
/// <param name="Fault">Why there is nothing; null if it answered.</param>
internal sealed record HistoryReview(string Server, IReadOnlyList<ServiceReview> Services, int Further, string? Fault);
