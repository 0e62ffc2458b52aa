using GcWatch.Analysis.Slo;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>
/// The alerts of the promises: a burn rate in a long window, and in a short one, so that it ends soon after the trouble does. They use the
/// exported objective only, and so are the same for any threshold. A bronze promise has none: its rule is the burst.
/// </summary>
internal static class BurnAlerts
{
    private const string Promise = $"{RuleSettings.Key}, slo";
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(30);

    public static RuleGroup Group(RuleSettings settings) =>
        new("gcwatch-slo-alerts", settings.Time.Wait(Often), [.. BurnWindow.All.Select(window => Alert(window, settings))]);

    private static Alert Alert(BurnWindow window, RuleSettings settings) => new(
        window.Alert,
        Expression(window, settings),
        settings.Time.Wait(window.For),
        [
            new("severity", window.Severity.Label()), settings.Page(window.Severity), new("tier", window.Tier.Label()),
            new("kind", "promise"), new("source", "prometheus"),
        ],
        [
            new("summary", $"A {window.Tier.Label()} promise uses up its error budget {Speed(window)}"),
            new("description", Description(window, settings)),
            .. settings.Links(window.Alert, AlertTemplates.ServiceDashboard("gcwatch-slo")),
        ]);

    private static string Expression(BurnWindow window, RuleSettings settings)
    {
        string burns = FormattableString.Invariant(
            $"{Burn(window, RuleTime.Text(window.Long))} > {window.Rate}\nand on ({Promise})\n{Burn(window, RuleTime.Text(window.Short))} > {window.Rate}");
        if (SloRecordings.CountsPauses(settings.Options.Slo) is not { } counting) return burns;
        return FormattableString.Invariant(
            $"({burns})\nunless on ({Promise})\n{SloRecordings.Volume}{{slo=~\"{counting}\"}} < {settings.Options.Rules.LeastPauses}");
    }

    private static string Burn(BurnWindow window, string range) =>
        $"slo:sli_error:ratio_rate{range}{{tier=\"{window.Tier.Label()}\"}} / on ({Promise}) slo:error_budget:ratio";

    private static string Speed(BurnWindow window) => window.Severity switch
    {
        AlertSeverity.Critical => "so fast that it will not last for a week",
        _ => "faster than it is given",
    };

    private static string Description(BurnWindow window, RuleSettings settings) => FormattableString.Invariant(
        $"{{{{ $labels.slo }}}} of {AlertTemplates.Service} burns {{{{ $value | humanize }}}} times too fast over {RuleTime.Text(window.Long)}; alerted above {window.Rate}. ")
        + $"Worst pods by bad in the last hour:{AlertTemplates.Worst(Bad(settings))}."
        + $" Most frequent reason:{AlertTemplates.LastReason(settings.Time.Range(TimeSpan.FromMinutes(5)))}."
        + $" Covered by the agent in the last day:{AlertTemplates.Coverage}."
        + $" Next: {AlertTemplates.NextCommand}.";

    private static string Bad(RuleSettings settings)
    {
        string range = settings.Time.Range(TimeSpan.FromHours(1));
        const string Selector = $"{AlertTemplates.PromiseSelector}, result=\"bad\"";
        return $"sum by (pod, process) (increase(gcwatch_slo_events_total{{{Selector}}}[{range}]) or increase(gcwatch_slo_slices_total{{{Selector}}}[{range}]))";
    }
}
