using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>What of the chart is made from elsewhere in the repository.</summary>
internal static partial class ChartSources
{
    private const string Refusal = "left out, as it is not an option";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The schema of the values, with the descriptions of values.yaml and with the agent's options below config. Helm says an unknown key in words of its own, unless the schema asks for a value: so each unknown
    /// key has to be the words of <c>gcwatch check</c>. (Whoever gives it just these is refused by a template.)
    /// </summary>
    public static string ValuesSchema()
    {
        JsonNode values = Parse(File.ReadAllText(Path.Combine(Helm.Chart, "values.schema.json")));
        JsonNode config = Parse(File.ReadAllText(Repository.PathOf("docs", "configuration.schema.json")));
        foreach (JsonObject section in Objects(config).Where(section => section["additionalProperties"]?.GetValueKind() == JsonValueKind.False).ToArray())
        {
            section["additionalProperties"] = new JsonObject { ["const"] = Refusal };
        }

        config.AsObject().Remove("$schema");
        config.AsObject().Remove("title");
        if (values["properties"] is JsonObject properties) properties["config"] = config;
        foreach ((string path, string text) in ValuesTable.Described(File.ReadAllText(Path.Combine(Helm.Chart, "values.yaml"))))
        {
            JsonNode? value = path.Split('.').Aggregate((JsonNode?)values, (schema, key) => schema?["properties"]?[key]);
            if (value is JsonObject described) described["description"] = text;
        }

        return values.ToJsonString(Indented) + "\n";
    }

    /// <summary>The inhibition of deploy/alertmanager as an AlertmanagerConfig has it.</summary>
    public static string InhibitRules()
    {
        JsonNode? configuration = YamlTree.ReadOne(File.ReadAllText(Repository.PathOf("deploy", "alertmanager", "alertmanager.yml")));
        IEnumerable<string> rules =
            from rule in Manifests.List(configuration, "inhibit_rules")
            select $"- sourceMatch:\n{Matchers(rule["source_matchers"])}  targetMatch:\n{Matchers(rule["target_matchers"])}  equal: [{Items(rule["equal"])}]\n";
        return $"# From deploy/alertmanager/alertmanager.yml, where the reasons are; do not edit. eng/chart-files.sh writes it anew.\n{string.Concat(rules)}";
    }

    private static string Matchers(JsonNode? matchers) => string.Concat(
        from matcher in matchers as JsonArray ?? []
        let parts = Matcher.Match(matcher?.ToString() ?? "")
        select $"    - {{name: {parts.Groups["name"]}, matchType: \"{parts.Groups["type"]}\", value: \"{parts.Groups["value"]}\"}}\n");

    private static string Items(JsonNode? list) => string.Join(", ", (list as JsonArray ?? []).Select(item => item?.ToString()));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject inner => [inner, .. inner.SelectMany(pair => Objects(pair.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static JsonNode Parse(string json) => JsonNode.Parse(json) ?? throw new InvalidDataException("a schema is null");

    [GeneratedRegex("""^(?<name>\w+)(?<type>=~|!=|!~|=)"(?<value>.*)"$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matcher { get; }
}
