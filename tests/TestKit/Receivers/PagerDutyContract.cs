using System.Text.Json;

namespace GcWatch.TestKit.Receivers;

/// <summary>
/// PagerDuty's Events API v2: POST /v2/enqueue with a routing key of 32 characters and trigger, acknowledge or resolve; a trigger has a
/// payload with summary (1024 characters), source and severity; the others need the dedup key (255 characters). 202, or 400 with the
/// errors. From https://developer.pagerduty.com/docs/events-api-v2/trigger-events/.
/// </summary>
internal static class PagerDutyContract
{
    public const string Path = "/v2/enqueue";

    private const int MostBytes = 512 * 1024;

    private static readonly string[] Actions = ["trigger", "acknowledge", "resolve"];
    private static readonly string[] Severities = ["critical", "error", "warning", "info"];

    public static Reception Judge(ReceivedRequest request)
    {
        if (request.Method != "POST") return Refuse("an event is posted");
        if (request.Body.Length > MostBytes) return Reception.Refuse("an event has at most 512 KB", new ReceiverAnswer(413));
        using JsonDocument document = JsonDocument.Parse(request.Body);
        JsonElement root = document.RootElement;
        string action = Text(root, "event_action");
        string key = Text(root, "dedup_key");
        if (Text(root, "routing_key").Length != 32) return Refuse("the routing key must have 32 characters");
        if (!Actions.Contains(action)) return Refuse($"no such event_action: {action}");
        if (key.Length > 255 || (key.Length == 0 && action != "trigger")) return Refuse("the dedup_key is missing or too long");
        if (action == "trigger" && BreachOf(root) is { } breach) return Refuse(breach);
        var taken = new Notification("pagerduty", action == "resolve" ? "resolved" : "firing", [], request.Body);
        return Reception.Of(taken, new ReceiverAnswer(202, $$"""{"status":"success","message":"Event processed","dedup_key":"{{key}}"}"""));
    }

    private static string? BreachOf(JsonElement root)
    {
        if (!root.TryGetProperty("payload", out JsonElement payload)) return "a trigger needs a payload";
        if (Text(payload, "summary").Length is 0 or > 1024) return "the summary is missing or too long";
        if (Text(payload, "source").Length == 0) return "the source is missing";
        return Severities.Contains(Text(payload, "severity")) ? null : $"no such severity: {Text(payload, "severity")}";
    }

    private static Reception Refuse(string breach) =>
        Reception.Refuse(breach, new ReceiverAnswer(400, $$"""{"status":"invalid event","message":"Event object is invalid","errors":["{{breach}}"]}"""));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
