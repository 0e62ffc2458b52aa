using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>A dashboard's file, read: what Grafana would make of it, as far as the tests look.</summary>
internal sealed class Dashboard
{
    private Dashboard(string fileName, JsonObject root)
    {
        FileName = fileName;
        Root = root;
    }

    /// <summary>Every file of the folder dashboards.</summary>
    public static IReadOnlyList<Dashboard> All { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("dashboards"), "*.json").Order(StringComparer.Ordinal).Select(Read)];

    public string FileName { get; }

    public JsonObject Root { get; }

    public string Uid => Root.Text("uid");

    public string Title => Root.Text("title");

    /// <summary>Rows included; those inside a collapsed row follow it.</summary>
    public IEnumerable<Panel> Panels => Root.Items("panels").SelectMany(panel => panel.Items("panels").Prepend(panel)).Select(panel => new Panel(panel));

    public IEnumerable<JsonObject> Variables => (Root["templating"] as JsonObject)?.Items("list") ?? [];

    /// <summary>Those that ask Prometheus; Grafana's own does not.</summary>
    public IEnumerable<JsonObject> Annotations =>
        ((Root["annotations"] as JsonObject)?.Items("list") ?? []).Where(annotation => (annotation["target"] as JsonObject)?.ContainsKey("expr") == true);

    public JsonObject Variable(string name) => Variables.Single(variable => variable.Text("name") == name);

    public Panel Panel(string title) => Panels.Single(panel => panel.Title == title);

    /// <summary>One to try something out on.</summary>
    public Dashboard Copy() => new(FileName, Root.DeepClone().AsObject());

    private static Dashboard Read(string path) =>
        new(Path.GetFileName(path), JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? throw new InvalidDataException(path));
}

/// <summary>A panel, or a row.</summary>
internal sealed class Panel(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Title => Json.Text("title");

    public string Type => Json.Text("type");

    /// <summary>Neither a row nor a text.</summary>
    public bool HasData => Type is not ("row" or "text");

    public IEnumerable<Target> Targets => Json.Items("targets").Select((target, index) => new Target(index, target));

    public JsonObject Defaults => Json["fieldConfig"]?["defaults"] as JsonObject ?? [];

    public JsonObject Position => Json["gridPos"] as JsonObject ?? [];
}

/// <summary>What a panel asks.</summary>
/// <param name="Index">Its place in the panel, from 0 on.</param>
/// <param name="Json">As Grafana keeps it.</param>
internal sealed record Target(int Index, JsonObject Json)
{
    public string Expression => Json.Text("expr");

    /// <summary>Whether one value is asked for, now, instead of a line.</summary>
    public bool IsInstant => Json["instant"]?.GetValue<bool>() == true;

    public string DataSource => (Json["datasource"] as JsonObject)?.Text("type") ?? "";
}

/// <summary>Reads what may be missing.</summary>
internal static class JsonReading
{
    /// <summary>A text; empty where it is missing or is none.</summary>
    public static string Text(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>The objects of a list; none where it is missing.</summary>
    public static IEnumerable<JsonObject> Items(this JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();
}
