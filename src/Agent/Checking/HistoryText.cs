using System.Globalization;
using GcWatch.Agent.Rules;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>What a server says of the past week, for people.</summary>
internal static class HistoryText
{
    public static IEnumerable<string> Lines(CheckReport report) => report.History switch
    {
        null => [],
        { Fault: { } fault } => [$"  {fault}"],
        { Services: [] } history => [$"  {history.Server} has no service with pauses in the last seven days that was asked for"],
        { } history => [.. history.Services.SelectMany(service => Lines(service, report)), .. Further(history)],
    };

    /// <summary>Where a promise stands in the configuration, and what to write there.</summary>
    public static string Change(CheckReport report, Promise configured, Promise proposed)
    {
        string path = report.Options.Slo.All.First(placed => placed.Promise.Name == configured.Name).Path;
        // A proposed threshold is a boundary of the histogram; of those only 1 s and 5 s have no fraction.
        return proposed is Promise.Pause pause && configured is Promise.Pause was && pause.Threshold != was.Threshold
            ? $"{path}.Threshold = {pause.Threshold.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0')}"
            : string.Create(CultureInfo.InvariantCulture, $"{path}.Objective = {proposed.Objective}");
    }

    public static string Name(ServiceKey service) => $"{service.Service} (namespace {Shown(service.Namespace)}, env {Shown(service.Env)})";

    private static IEnumerable<string> Further(HistoryReview history) =>
        history.Further == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"  {history.Further} further services were not read: choose with --service, --namespace and --env")];

    private static IEnumerable<string> Lines(ServiceReview service, CheckReport report) =>
        [$"  {Name(service.Service)}", .. service.Promises.SelectMany(review => Lines(review, report)).Select(line => "    " + line)];

    private static IEnumerable<string> Lines(PromiseReview review, CheckReport report)
    {
        if (review.Configured is not { } configured) return [$"{review.Promise.Name}: {review.Lacking}"];
        return
        [
            $"{review.Promise.Name} as configured: {Tried(configured)}",
            .. Firings(configured),
            .. review.Notes.Select(note => $"{review.Promise.Name}: {note}"),
            .. review.Proposals.SelectMany(proposal => (string[])
                [$"{review.Promise.Name} proposed, {Change(report, review.Promise, proposal.Promise)}: {Tried(proposal)}", .. Firings(proposal)]),
        ];
    }

    private static string Tried(TriedPromise tried) =>
        string.Create(CultureInfo.InvariantCulture, $"{PromiseSentence.Of(tried.Promise)}; {tried.GoodShare * 100:0.###} % of {tried.Count:0} were");

    private static IEnumerable<string> Firings(TriedPromise tried)
    {
        if (tried.Promise.Tier == PromiseTier.Bronze) return ["  no alert: it has a budget only"];
        return tried.Firings.Count == 0 ? ["  nothing would have fired"] : tried.Firings.Select(Firing);
    }

    private static string Firing(AlertFirings firings) => string.Create(
        CultureInfo.InvariantCulture,
        $"  would have fired {firings.Alert.Alert} ({firings.Alert.Severity.Label()}) {firings.Times} {(firings.Times == 1 ? "time" : "times")}, for {firings.InAll:d' d 'hh':'mm} in all, first at {firings.First:yyyy-MM-dd HH:mm}Z");

    private static string Shown(string label) => label.Length == 0 ? "–" : label;
}
