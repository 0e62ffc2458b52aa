using GcWatch.Agent.Rules;
using GcWatch.Agent.Tests.Rules;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>Every alert that <c>gcwatch rules</c> generates, with the labels that Alertmanager sees of it.</summary>
internal static class ShippedAlerts
{
    /// <param name="paging">Whether paging is switched on.</param>
    public static IEnumerable<PrometheusRule.Alert> All(bool paging)
    {
        RuleSettings settings = RuleOutputTests.Settings(paging ? """{ "Paging": { "Enabled": true } }""" : "{}");
        return new[] { BurnAlerts.Group(settings), DecisionAlerts.Group(settings), MetaAlerts.Group(settings) }
            .SelectMany(group => group.Rules).OfType<PrometheusRule.Alert>();
    }

    /// <summary>Its own labels, and those of the series behind it.</summary>
    public static Dictionary<string, string> Labels(PrometheusRule.Alert alert, string ns)
    {
        var labels = new Dictionary<string, string> { ["alertname"] = alert.Name, ["namespace"] = ns, ["service"] = "shop", ["env"] = "prod" };
        foreach (RuleText label in alert.Labels) labels[label.Name] = label.Text;
        return labels;
    }
}
