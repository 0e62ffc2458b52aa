using System.ComponentModel.DataAnnotations;
using System.IO.Enumeration;
using System.Text.Json.Serialization;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>What every promise has.</summary>
public abstract class PromiseOptions
{
    /// <summary>With the defaults of a kind.</summary>
    private protected PromiseOptions(string name, PromiseTier tier, double objective) => (Name, Tier, Objective) = (name, tier, objective);

    /// <summary>The label slo: small letters, digits and hyphens; no two promises share one.</summary>
    [RegularExpression("^[a-z][a-z0-9-]{0,62}$")]
    public string Name { get; init; }

    /// <summary>How much it is worth, and so who hears: Gold (phone and chat), Silver (ticket) or Bronze (WeCom).</summary>
    [EnumDataType(typeof(PromiseTier))]
    public PromiseTier Tier { get; init; }

    /// <summary>The share that must be good over 30 days, 0 to 1; a gold one from 0.9306 on, a silver one from 0.8334 on.</summary>
    [Range(0.01, 0.99999)]
    public double Objective { get; init; }

    /// <summary>The services that it is made for, by the label service: patterns with * and ?, or !PATTERN for those that it is not made for. Default: all.</summary>
    [ServicePatterns]
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string> Services { get; init; } = ["*"];

    /// <summary>The promise as it is evaluated.</summary>
    public abstract Promise ToPromise();

    /// <summary>Whether it is made for a service: some pattern matches, and none that excludes.</summary>
    public bool IsMadeFor(string service) =>
        !Services.Any(pattern => pattern.StartsWith('!') && Matches(pattern[1..], service))
        && (Services.All(pattern => pattern.StartsWith('!')) || Services.Any(pattern => !pattern.StartsWith('!') && Matches(pattern, service)));

    /// <summary>All is all: by itself the star does not match a service whose name is not known.</summary>
    private static bool Matches(string pattern, string service) => pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, service);
}
