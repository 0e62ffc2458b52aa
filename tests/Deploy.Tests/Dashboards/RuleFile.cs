using GcWatch.TestKit;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>A file of deploy/prometheus.</summary>
internal sealed class RuleFile
{
    public List<RuleFileGroup> Groups { get; init; } = [];

    /// <summary>The rules of all files.</summary>
    public static IReadOnlyList<RuleFileRule> AllRules { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("deploy", "prometheus"), "*.rules.yml").SelectMany(path => Read(path).Groups).SelectMany(group => group.Rules)];

    private static RuleFile Read(string path) =>
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build().Deserialize<RuleFile>(File.ReadAllText(path));
}

/// <summary>A group of it.</summary>
internal sealed class RuleFileGroup
{
    public List<RuleFileRule> Rules { get; init; } = [];
}

/// <summary>A recording rule or an alert.</summary>
internal sealed class RuleFileRule
{
    public string Record { get; init; } = "";

    public string Alert { get; init; } = "";

    public string Expr { get; init; } = "";

    public Dictionary<string, string> Annotations { get; init; } = [];
}
