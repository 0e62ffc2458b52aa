using System.Text.Json;

namespace GcWatch.TestKit.Receivers;

/// <summary>
/// Alertmanager's webhook payload, version 4: POST, JSON, these fields and no other type of them; every alert with labels, times and a
/// fingerprint, and firing as a whole if one of them is. From https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
/// </summary>
internal static class WebhookContract
{
    private static readonly string[] Texts = ["version", "groupKey", "status", "receiver", "externalURL"];
    private static readonly string[] Objects = ["groupLabels", "commonLabels", "commonAnnotations"];
    private static readonly string[] AlertTexts = ["status", "startsAt", "endsAt", "generatorURL", "fingerprint"];

    public static Reception Judge(string channel, ReceivedRequest request)
    {
        if (request.Method != "POST") return Refuse("a webhook is posted");
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal)) return Refuse("the payload must be JSON");
        using JsonDocument document = JsonDocument.Parse(request.Body);
        JsonElement root = document.RootElement;
        string? breach = Breach(root) ?? root.GetProperty("alerts").EnumerateArray().Select(BreachOf).FirstOrDefault(found => found is not null);
        if (breach is not null) return Refuse(breach);
        string[] names = [.. root.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString() ?? "")];
        return Reception.Of(new Notification(channel, Text(root, "status"), names, request.Body), new ReceiverAnswer(200, "{}"));
    }

    private static Reception Refuse(string breach) => Reception.Refuse(breach, new ReceiverAnswer(400, "{}"));

    private static string? Breach(JsonElement root)
    {
        if (Texts.FirstOrDefault(name => !Has(root, name, JsonValueKind.String)) is { } text) return $"{text} is missing or no text";
        if (Objects.FirstOrDefault(name => !Has(root, name, JsonValueKind.Object)) is { } named) return $"{named} is missing or no object";
        if (Text(root, "version") != "4") return "the version must be 4";
        if (!Has(root, "truncatedAlerts", JsonValueKind.Number)) return "truncatedAlerts is missing";
        if (!Has(root, "alerts", JsonValueKind.Array) || root.GetProperty("alerts").GetArrayLength() == 0) return "there are no alerts";
        bool fires = root.GetProperty("alerts").EnumerateArray().Any(alert => Text(alert, "status") == "firing");
        return Text(root, "status") == (fires ? "firing" : "resolved") ? null : "the status is not that of the alerts";
    }

    private static string? BreachOf(JsonElement alert)
    {
        if (AlertTexts.FirstOrDefault(name => !Has(alert, name, JsonValueKind.String)) is { } text) return $"an alert's {text} is missing or no text";
        if (!Has(alert, "labels", JsonValueKind.Object) || !Has(alert.GetProperty("labels"), "alertname", JsonValueKind.String)) return "an alert has no name";
        if (!Has(alert, "annotations", JsonValueKind.Object)) return "an alert has no annotations";
        return alert.GetProperty("startsAt").TryGetDateTimeOffset(out _) && alert.GetProperty("endsAt").TryGetDateTimeOffset(out _) ? null : "a time is not RFC 3339";
    }

    private static bool Has(JsonElement element, string name, JsonValueKind kind) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
