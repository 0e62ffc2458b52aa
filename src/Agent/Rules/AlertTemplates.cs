namespace GcWatch.Agent.Rules;

/// <summary>Pieces of descriptions, in the templates of Prometheus: what is asked of the server when the alert fires.</summary>
internal static class AlertTemplates
{
    /// <summary>Whom it is about.</summary>
    public const string Service = "{{ $labels.service }} (namespace {{ $labels.namespace }}, env {{ $labels.env }})";

    /// <summary>In a query: the alert's own service.</summary>
    public const string Selector = "namespace=%[1]q, service=%[2]q, env=%[3]q";

    /// <summary>In a query: the alert's own promise.</summary>
    public const string PromiseSelector = $"{Selector}, slo=%[4]q";

    /// <summary>The share of the last day for which the promise could be judged.</summary>
    public static readonly string Coverage = Each($"gcwatch:slo_coverage:ratio_rate1d{{{PromiseSelector}}}", "{{ .Value | humanizePercentage }}");

    /// <summary>What to run next, where kubectl reaches the pod.</summary>
    public const string NextCommand = "kubectl -n {{ $labels.namespace }} exec POD -c gcwatch -- gcwatch ps";

    /// <summary>The three pods with the most of something, and how much.</summary>
    /// <param name="vector">By pod and process, with <see cref="Selector"/>.</param>
    /// <param name="format">How the value is printed, such as humanizeDuration.</param>
    public static string Worst(string vector, string format = "humanize") =>
        Each($"topk(3, {vector})", $"{{{{ or .Labels.pod .Labels.process }}}} {{{{ .Value | {format} }}}}");

    /// <summary>Why most of the last collections ran.</summary>
    /// <param name="range">How far to look back.</param>
    public static string LastReason(string range) => Each(
        $"topk(1, sum by (gc_reason) (increase(dotnet_gc_collections_total{{{Selector}}}[{range}])))", "{{ .Labels.gc_reason }}");

    /// <summary>A dashboard, set to the alert's service.</summary>
    public static string ServiceDashboard(string uid) =>
        $"{uid}?var-namespace={{{{ $labels.namespace }}}}&var-service={{{{ $labels.service }}}}&var-env={{{{ $labels.env }}}}";

    private static string Each(string query, string text) =>
        $"{{{{ range printf `{query}` $labels.namespace $labels.service $labels.env $labels.slo | query }}}} {text}{{{{ end }}}}";
}
