using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>
/// The form in which dashboards are kept: keys in order, as Grafana exports them, two spaces, and nothing that differs from one export to the
/// next: what the database counts, what an export adds for an import by hand, and what somebody has just chosen.
/// </summary>
internal static class CanonicalJson
{
    private static readonly string[] Dropped = ["id", "version", "iteration", "gnetId", "__inputs", "__requires", "__elements"];

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonObject dashboard)
    {
        JsonObject root = dashboard.DeepClone().AsObject();
        foreach (string name in Dropped) root.Remove(name);
        foreach (JsonObject panel in root.Items("panels")) panel.Remove("pluginVersion");
        foreach (JsonObject variable in (root["templating"] as JsonObject)?.Items("list") ?? [])
        {
            variable["options"] = new JsonArray();
            variable["current"] = variable["includeAll"]?.GetValue<bool>() == true ? All(variable["multi"]?.GetValue<bool>() == true) : new JsonObject();
        }

        return (Sorted(root)?.ToJsonString(Form) ?? "") + "\n";
    }

    private static JsonObject All(bool isMulti) => new()
    {
        ["selected"] = true,
        ["text"] = isMulti ? new JsonArray("All") : "All",
        ["value"] = isMulti ? new JsonArray("$__all") : "$__all",
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
