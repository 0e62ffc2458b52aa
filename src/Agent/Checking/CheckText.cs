using System.Globalization;
using GcWatch.Agent.Replay;
using GcWatch.Agent.Rules;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>A check for people.</summary>
internal static class CheckText
{
    public static IEnumerable<string> Lines(CheckReport report) =>
    [
        $"{report.Name} is valid.",
        .. report.Loaded.UnknownVariables.Select(variable => $"The environment variable {variable} is not an option of GcWatch and is ignored."),
        .. Block("Promises", Promises(report)),
        .. Block("Alerts of the promises", PromiseAlerts(report)),
        .. Block("Paging", [Paging(report.Options.Paging.Enabled)]),
        .. Block("Error budgets", Budgets),
        .. Block("Rules of the agent", Rules(report)),
        .. Block("The past week", report.History is null ? NoHistory : HistoryText.Lines(report)),
        .. report.Trace is { } trace ? Block($"On {trace.Name}", Trace(trace)) : [],
    ];

    private static readonly string[] Budgets =
    [
        "  of a service over 30 days: slo:period_error_budget_remaining:ratio, by the recording rules of gcwatch-slo.rules.yml; dashboards show this one",
        "  of a process since the agent attached: gcwatch_slo_burn_rate, by the agent, over the windows that it has covered; it ends with the pod",
    ];

    private static readonly string[] NoHistory =
        ["  not asked: with --prometheus URL thresholds and objectives are proposed from seven days of a service's own data"];

    private static IEnumerable<string> Block(string heading, IEnumerable<string> lines) => ["", heading, .. lines];

    private static IEnumerable<string> Promises(CheckReport report)
    {
        var table = new TextTable("name", "tier", "what is promised", "services");
        foreach ((_, var options) in report.Promises)
        {
            Promise promise = options.ToPromise();
            table.Add(promise.Name, promise.Tier.Label(), PromiseSentence.Of(promise), string.Join(' ', options.Services));
        }

        return table.Lines();
    }

    private static IEnumerable<string> PromiseAlerts(CheckReport report)
    {
        var table = new TextTable("promise", "alert", "burn above", "bad above", "bad in an hour", "over", "for", "who hears");
        foreach (Promise promise in report.Promises.Select(placed => placed.Promise.ToPromise()))
        {
            PlannedAlert[] planned = [.. PlannedAlert.Of(promise, report.Options.Rules)];
            foreach (PlannedAlert alert in planned) Add(table, alert, report.Options.Paging.Enabled);
            if (planned.Length == 0) table.Add(promise.Name, "none: it has a budget only", "", "", "", "", "", "");
        }

        string guard = string.Create(CultureInfo.InvariantCulture, $"  Who counts pauses alerts only from {report.Options.Rules.LeastPauses} pauses in the hour on (Rules.LeastPauses).");
        return [.. table.Lines(), guard];
    }

    private static void Add(TextTable table, PlannedAlert alert, bool paging) => table.Add(
        alert.Promise.Name,
        alert.Window.Alert,
        Text($"{alert.Window.Rate}"),
        Text($"{alert.BadShare * 100:0.###} %"),
        Text($"{alert.BadPerHour:0.###} of {alert.EventsPerHour} {alert.Unit}"),
        $"{RuleTime.Text(alert.Window.Long)} and {RuleTime.Text(alert.Window.Short)}",
        RuleTime.Text(alert.Window.For),
        Hearers.Of(alert.Window.Severity, paging));

    private static string Paging(bool isOn) => isOn
        ? "  on: critical alerts carry page=\"true\" and ring the phone. To switch it off: \"Paging\": { \"Enabled\": false }, and generate the rules anew"
        : "  off: no phone rings. To switch it on: \"Paging\": { \"Enabled\": true }, and generate the rules anew (gcwatch rules)";

    private static IEnumerable<string> Rules(CheckReport report)
    {
        var table = new TextTable("alert", "fires at", "who hears");
        foreach (AlertDefinition alert in AlertDefinition.All)
        {
            table.Add(alert.AlertName, RuleMeasure.Of(alert.Rule, report.Settings).Limit, Hearers.Of(alert.Severity, report.Options.Paging.Enabled));
        }

        return table.Lines();
    }

    private static string[] Trace(TraceFindings trace)
    {
        string[] lines = [.. JudgementText.Lines(trace.Promises, trace.Episodes).Select(line => "  " + line)];
        return trace.Episodes.Count > 0 ? lines : [.. lines, "  nothing would have fired"];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
