using System.Text;
using System.Text.Json;
using GcWatch.Agent.Replay;
using GcWatch.Agent.Rules;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>A check for programs, schema 1 (docs/check.md).</summary>
internal static class CheckJson
{
    private const int Schema = 1;

    public static string Text(CheckReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("configuration", report.Name);
            Array(json, "unknownVariables", report.Loaded.UnknownVariables, json.WriteStringValue);
            json.WriteBoolean("paging", report.Options.Paging.Enabled);
            Array(json, "promises", report.Promises, placed => Write(json, placed.Path, placed.Promise.ToPromise(), placed.Promise.Services, report));
            Array(json, "rules", AlertDefinition.All, rule => Write(json, rule, report));
            if (report.History is { } history) Write(json, history, report);
            if (report.Trace is { } trace) Write(json, trace);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(item);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string path, Promise promise, IReadOnlyList<string> services, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        WritePromise(json, promise);
        Array(json, "services", services, json.WriteStringValue);
        Array(json, "alerts", PlannedAlert.Of(promise, report.Options.Rules), alert => Write(json, alert, report.Options.Paging.Enabled));
        json.WriteEndObject();
    }

    private static void WritePromise(Utf8JsonWriter json, Promise promise)
    {
        json.WriteString("name", promise.Name);
        json.WriteString("tier", promise.Tier.Label());
        json.WriteNumber("objective", promise.Objective);
        if (promise is Promise.Pause pause) json.WriteNumber("thresholdSeconds", pause.Threshold.TotalSeconds);
        json.WriteString("sentence", PromiseSentence.Of(promise));
    }

    private static void Write(Utf8JsonWriter json, PlannedAlert alert, bool paging)
    {
        json.WriteStartObject();
        json.WriteString("alert", alert.Window.Alert);
        json.WriteString("severity", alert.Window.Severity.Label());
        json.WriteNumber("burnRate", alert.Window.Rate);
        json.WriteNumber("badShare", Math.Round(alert.BadShare, 9));
        json.WriteNumber("badPerHour", Math.Round(alert.BadPerHour, 9));
        json.WriteNumber("eventsPerHour", alert.EventsPerHour);
        json.WriteString("unit", alert.Unit);
        json.WriteNumber("longSeconds", alert.Window.Long.TotalSeconds);
        json.WriteNumber("shortSeconds", alert.Window.Short.TotalSeconds);
        json.WriteNumber("forSeconds", alert.Window.For.TotalSeconds);
        json.WriteString("hears", Hearers.Of(alert.Window.Severity, paging));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AlertDefinition rule, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("alert", rule.AlertName);
        json.WriteString("severity", rule.Severity.Label());
        json.WriteString("limit", RuleMeasure.Of(rule.Rule, report.Settings).Limit);
        json.WriteString("hears", Hearers.Of(rule.Severity, report.Options.Paging.Enabled));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HistoryReview history, CheckReport report)
    {
        json.WriteStartObject("history");
        json.WriteString("server", history.Server);
        if (history.Fault is { } fault) json.WriteString("fault", fault);
        json.WriteNumber("furtherServices", history.Further);
        Array(json, "services", history.Services, service => Write(json, service, report));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServiceReview service, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("namespace", service.Service.Namespace);
        json.WriteString("service", service.Service.Service);
        json.WriteString("env", service.Service.Env);
        Array(json, "promises", service.Promises, review => Write(json, review, report));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PromiseReview review, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", review.Promise.Name);
        json.WriteNumber("watchedDays", review.WatchedDays);
        if (review.Lacking is { } lacking) json.WriteString("lacking", lacking);
        if (review.Configured is { } configured) Write(json, "configured", configured, null);
        Array(json, "notes", review.Notes, json.WriteStringValue);
        Array(json, "proposals", review.Proposals, proposal => Write(json, null, proposal, HistoryText.Change(report, review.Promise, proposal.Promise)));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? property, TriedPromise tried, string? change)
    {
        if (property is null) json.WriteStartObject();
        else json.WriteStartObject(property);
        if (change is not null) json.WriteString("change", change);
        WritePromise(json, tried.Promise);
        json.WriteNumber("goodShare", tried.GoodShare);
        json.WriteNumber("count", Math.Round(tried.Count));
        Array(json, "firings", tried.Firings, firings => Write(json, firings));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AlertFirings firings)
    {
        json.WriteStartObject();
        json.WriteString("alert", firings.Alert.Alert);
        json.WriteString("severity", firings.Alert.Severity.Label());
        json.WriteNumber("times", firings.Times);
        json.WriteNumber("seconds", firings.InAll.TotalSeconds);
        json.WriteString("first", firings.First);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TraceFindings trace)
    {
        json.WriteStartObject("trace");
        json.WriteString("file", trace.Name);
        JudgementJson.Write(json, trace.Promises, trace.Episodes);
        json.WriteEndObject();
    }
}
