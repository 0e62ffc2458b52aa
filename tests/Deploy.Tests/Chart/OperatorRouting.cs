using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>
/// What the Prometheus operator makes of an AlertmanagerConfig with the matcher strategy OnNamespace: names get its namespace and name before them, the first route and both
/// sides of each inhibition a matcher of its namespace, and the first route goes on to others (Route in pkg/apis/monitoring/v1alpha1).
/// </summary>
internal static partial class OperatorRouting
{
    public static JsonObject Convert(JsonObject resource)
    {
        string owner = $"{resource["metadata"]?["namespace"]}";
        string prefix = $"{owner}/{resource["metadata"]?["name"]}/";
        JsonNode? spec = resource["spec"];
        JsonObject first = Route(spec?["route"] as JsonObject ?? [], prefix);
        (first["matchers"] as JsonArray)?.Add($"namespace=\"{owner}\"");
        first["continue"] = true;
        return new JsonObject
        {
            ["route"] = new JsonObject { ["receiver"] = "none", ["routes"] = new JsonArray(first) },
            ["receivers"] = new JsonArray(
                [new JsonObject { ["name"] = "none" }, .. Manifests.List(spec, "receivers").Select(receiver => new JsonObject { ["name"] = $"{prefix}{receiver["name"]}" })]),
            ["time_intervals"] = new JsonArray([.. Manifests.List(spec, "muteTimeIntervals").Select(interval => Interval(interval, prefix))]),
            ["inhibit_rules"] = new JsonArray([.. Manifests.List(spec, "inhibitRules").Select(rule => Inhibition(rule, owner))]),
        };
    }

    private static JsonObject Route(JsonObject route, string prefix) => new(
        from pair in route
        select KeyValuePair.Create(Snake(pair.Key), pair.Key switch
        {
            "receiver" => $"{prefix}{pair.Value}",
            "matchers" => Matchers(pair.Value),
            "routes" => new JsonArray([.. Manifests.List(route, "routes").Select(inner => Route(inner, prefix))]),
            "muteTimeIntervals" or "activeTimeIntervals" => new JsonArray([.. (pair.Value as JsonArray ?? []).Select(name => JsonValue.Create($"{prefix}{name}"))]),
            _ => pair.Value?.DeepClone(),
        }));

    private static JsonObject Inhibition(JsonObject rule, string owner)
    {
        JsonArray[] sides = [Matchers(rule["sourceMatch"]), Matchers(rule["targetMatch"])];
        foreach (JsonArray side in sides) side.Add($"namespace=\"{owner}\"");
        return new JsonObject { ["source_matchers"] = sides[0], ["target_matchers"] = sides[1], ["equal"] = rule["equal"]?.DeepClone() };
    }

    private static JsonObject Interval(JsonObject interval, string prefix) => new()
    {
        ["name"] = $"{prefix}{interval["name"]}",
        ["time_intervals"] = new JsonArray([.. Manifests.List(interval, "timeIntervals").Select(span => Span(span))]),
    };

    private static JsonObject Span(JsonObject span) => new(
        from pair in span
        select KeyValuePair.Create(Snake(pair.Key), pair.Key == "times"
            ? new JsonArray([.. Manifests.List(span, "times").Select(time => new JsonObject { ["start_time"] = Manifests.Of(time, "startTime"), ["end_time"] = Manifests.Of(time, "endTime") })])
            : pair.Value?.DeepClone()));

    private static JsonArray Matchers(JsonNode? matchers) =>
        [.. (matchers as JsonArray ?? []).Select(matcher => JsonValue.Create($"{matcher?["name"]}{matcher?["matchType"]}\"{matcher?["value"]}\""))];

    private static string Snake(string name) => Capital.Replace(name, match => $"_{match.Value.ToLowerInvariant()}");

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital { get; }
}
