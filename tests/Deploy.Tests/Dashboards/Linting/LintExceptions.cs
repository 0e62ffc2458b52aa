using System.Globalization;
using GcWatch.TestKit;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>dashboards/.lint: what the linter is told to leave out, in its own format, so that it finds the same.</summary>
internal sealed class LintExceptions
{
    private readonly Dictionary<string, LintException> exclusions;

    private LintExceptions(Dictionary<string, LintException> exclusions) => this.exclusions = exclusions;

    public static LintExceptions Read()
    {
        IDeserializer yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        return new LintExceptions(yaml.Deserialize<LintFile>(File.ReadAllText(Repository.PathOf("dashboards", ".lint"))).Exclusions);
    }

    /// <summary>What is left of the faults of a rule.</summary>
    public IEnumerable<LintFault> Without(IEnumerable<LintFault> faults) =>
        faults.Where(fault => !EntriesOf(fault.Rule).Any(entry => entry.Matches(fault)));

    /// <summary>Entries that leave out nothing, and rules that are left out as a whole or without a reason.</summary>
    public IEnumerable<string> Needless(string rule, IReadOnlyList<LintFault> faults)
    {
        if (!exclusions.TryGetValue(rule, out LintException? exclusion)) return [];
        return
        [
            .. exclusion.Reason.Length > 0 && exclusion.Entries.Count > 0 ? Array.Empty<string>() : [$"{rule} is left out without a reason, or as a whole"],
            .. exclusion.Entries.Where(entry => !faults.Any(entry.Matches)).Select(entry => $"{rule} finds nothing in {entry.Dashboard}, {entry.Panel}, {entry.TargetIdx}"),
        ];
    }

    private List<LintExceptionEntry> EntriesOf(string rule) => exclusions.TryGetValue(rule, out LintException? exclusion) ? exclusion.Entries : [];
}

/// <summary>The file.</summary>
internal sealed class LintFile
{
    public Dictionary<string, LintException> Exclusions { get; init; } = [];
}

/// <summary>What is left out of a rule.</summary>
internal sealed class LintException
{
    public string Reason { get; init; } = "";

    public List<LintExceptionEntry> Entries { get; init; } = [];
}

/// <summary>Which query is left out.</summary>
internal sealed class LintExceptionEntry
{
    public string Dashboard { get; init; } = "";

    public string Panel { get; init; } = "";

    public string TargetIdx { get; init; } = "";

    public bool Matches(LintFault fault) =>
        Dashboard == fault.Dashboard && Panel == fault.Panel && TargetIdx == fault.Target?.ToString(CultureInfo.InvariantCulture);
}
