using System.Collections.Immutable;
using GcWatch.Analysis.Slo;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>Alerts about the watching itself: what is missing must not look like what is good. Never the phone.</summary>
internal static class MetaAlerts
{
    private const string Key = RuleSettings.Key;
    private const string Process = "{{ $labels.service }} ({{ $labels.pod }} {{ $labels.process }})";

    public static RuleGroup Group(RuleSettings settings) =>
        new("gcwatch-meta-alerts", settings.Time.Wait(TimeSpan.FromSeconds(15)), [.. Agents(settings), .. Targets(settings), .. Services(settings)]);

    private static ImmutableArray<Alert> Agents(RuleSettings settings)
    {
        string range = settings.Time.Range(TimeSpan.FromMinutes(5));
        return
        [
            Meta(settings, "GcWatchAgentDown", AlertSeverity.Warning, $"up{{job=~{Quoted(settings.Options.Rules.AgentJob)}}} == 0", TimeSpan.FromMinutes(1),
                "An agent cannot be scraped",
                "The agent on {{ $labels.instance }} has not answered for 1m (up is {{ $value }}; 1 is expected). What it watches is not judged meanwhile."),
            Meta(settings, "GcWatchAgentStalled", AlertSeverity.Warning, $"rate(gcwatch_agent_stall_seconds_total[{range}]) > 0.1", TimeSpan.Zero,
                "An agent is not scheduled",
                "The agent on {{ $labels.instance }} was not scheduled for {{ $value | humanizePercentage }} of the last 5m; the limit is 10%. The machine stands still at times: do not blame the GC for pauses of this time."),
            Meta(settings, "GcWatchAgentThrottled", AlertSeverity.Warning, $"rate(gcwatch_agent_throttled_seconds_total[{range}]) > 0.1", TimeSpan.FromMinutes(5),
                "An agent is throttled",
                "The CPU limit of the agent on {{ $labels.instance }} held it back for {{ $value | humanizePercentage }} of the time over 5m; the limit is 10%. Events may be lost."),
        ];
    }

    private static ImmutableArray<Alert> Targets(RuleSettings settings)
    {
        string range = settings.Time.Range(TimeSpan.FromMinutes(5));
        return
        [
            Meta(settings, "GcWatchTargetDetached", AlertSeverity.Warning, "gcwatch_target_up == 0", TimeSpan.FromMinutes(1),
                "A process is not watched",
                $"gcwatch_target_up of {Process} has been {{{{ $value }}}} for 1m; 1 is expected. Reason: {{{{ $labels.reason }}}}. Its GC figures are missing, not good."),
            Meta(settings, "GcWatchTargetStalled", AlertSeverity.Warning, "gcwatch_target_session_state{state=\"stalled\"} == 1", TimeSpan.FromSeconds(30),
                "A process sends nothing",
                $"The session with {Process} has been stalled for 30s (state is {{{{ $value }}}}): it should send an event each second. Its figures stand still."),
            Meta(settings, "GcWatchTargetStopped", AlertSeverity.Warning, "gcwatch_target_session_state{state=\"stopped\"} == 1", TimeSpan.FromMinutes(1),
                "A process is stopped by a signal or frozen",
                $"The kernel has not let {Process} run for 1m (state is {{{{ $value }}}}): SIGSTOP, a debugger, or a frozen container. That is no GC pause."),
            Meta(settings, "GcWatchEventsLost", AlertSeverity.Warning,
                $"increase(gcwatch_gc_number_gaps_total[{range}]) + increase(gcwatch_events_dropped_total[{range}]) > 0", TimeSpan.Zero,
                "GC figures are incomplete",
                $"{{{{ $value | humanize }}}} collections or events of {Process} were missed in 5m; 0 is expected. Counts are too low, and a long pause may be among what is missing."),
        ];
    }

    private static ImmutableArray<Alert> Services(RuleSettings settings)
    {
        string agents = $"up{{job=~{Quoted(settings.Options.Rules.AgentJob)}, service!=\"\"}} == 0";
        string history = settings.Time.Range(TimeSpan.FromHours(3));
        return
        [
            Meta(settings, "GcWatchServiceBlind", AlertSeverity.Warning, $"avg by ({Key}) (gcwatch_target_up or {agents}) < 0.5", TimeSpan.FromMinutes(2),
                "Most processes of a service are not watched",
                $"Of the processes of {AlertTemplates.Service} {{{{ $value | humanizePercentage }}}} are watched; below 50% its promises cannot be judged, and are not told."),
            Meta(settings, "GcWatchBaselineStale", AlertSeverity.Ticket,
                $"group by ({Key}) (gcwatch_target_up == 1)\nunless on ({Key})\nlast_over_time(gcwatch:history:q50[{history}])", TimeSpan.FromHours(2),
                "The history behind a baseline is not recorded",
                $"For 3h no hourly quartiles of {AlertTemplates.Service} were recorded (watched: {{{{ $value }}}}; recorded: 0). Its baselines stand still, and rules that compare with them may be wrong."),
            Meta(settings, "GcWatchRulesMissing", AlertSeverity.Ticket,
                $"count by ({Key}, slo) (gcwatch_slo_objective_ratio)\nunless on ({Key}, slo)\nslo:objective:ratio", TimeSpan.FromMinutes(15),
                "The recording rules of the promises are missing",
                $"{{{{ $labels.slo }}}} of {AlertTemplates.Service} is promised by {{{{ $value }}}} processes and recorded by 0 rules: no burn rate is alerted. Is gcwatch-slo.rules.yml loaded?"),
        ];
    }

    private static Alert Meta(RuleSettings settings, string name, AlertSeverity severity, string expression, TimeSpan wait, string summary, string description) => new(
        name,
        expression,
        settings.Time.Wait(wait),
        [new("severity", severity.Label()), new("page", "false"), new("kind", "meta"), new("source", "prometheus")],
        [new("summary", summary), new("description", description), .. settings.Links(name, "gcwatch-agent")]);

    /// <summary>As a PromQL string.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
