using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Alertmanager;

/// <summary>
/// What an Alertmanager demands of POST /api/v2/alerts: an array of postableAlerts, each with labels (names by [a-zA-Z_][a-zA-Z0-9_]*, at
/// least one that is not empty), texts for annotations, RFC 3339 times that do not end before they begin, a URI as generatorURL, and no
/// property that the document does not know. From api/v2/openapi.yaml and types.Alert.Validate of prometheus/alertmanager 0.25.
/// </summary>
internal static class AlertContract
{
    private static readonly string[] Properties = ["labels", "annotations", "startsAt", "endsAt", "generatorURL"];

    /// <summary>200, or 400 with what is wrong as a JSON text.</summary>
    public static ReceiverAnswer Judge(ReceivedRequest request)
    {
        string? breach = Breach(request);
        return breach is null ? new ReceiverAnswer(200) : new ReceiverAnswer(400, $"\"{breach}\"");
    }

    private static string? Breach(ReceivedRequest request)
    {
        if (request.Method != "POST" || request.Path != "/api/v2/alerts") return $"no such route: {request.Method} {request.Path}";
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal)) return "unsupported media type";
        using JsonDocument document = JsonDocument.Parse(request.Body);
        if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() == 0) return "no array of alerts";
        return document.RootElement.EnumerateArray().Select(BreachOf).FirstOrDefault(breach => breach is not null);
    }

    private static string? BreachOf(JsonElement alert)
    {
        if (alert.EnumerateObject().Any(property => !Properties.Contains(property.Name))) return "unknown property";
        JsonElement[] texts = [.. alert.GetProperty("labels").EnumerateObject().Concat(alert.GetProperty("annotations").EnumerateObject()).Select(entry => entry.Value)];
        if (texts.Any(text => text.ValueKind != JsonValueKind.String)) return "a label or annotation is no text";
        if (alert.GetProperty("labels").EnumerateObject().Any(label => label.Value.GetString() is "" || !IsName(label.Name))) return "bad label";
        if (!alert.GetProperty("labels").TryGetProperty("alertname", out _)) return "no alertname";
        if (alert.GetProperty("endsAt").GetDateTimeOffset() < alert.GetProperty("startsAt").GetDateTimeOffset()) return "start time must be before end time";
        return Uri.IsWellFormedUriString(alert.GetProperty("generatorURL").GetString(), UriKind.Absolute) ? null : "generatorURL is no URI";
    }

    private static bool IsName(string name) => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !char.IsAsciiDigit(name[0]);
}
