using System.Collections.Immutable;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What the agent says of itself and of its serving: <see cref="MetricCatalog.Agent"/>.</summary>
public static class AgentMetrics
{
    public static readonly MetricDefinition Version = new(
        "gcwatch.agent.info", "gcwatch_agent_info", Gauge, "", "Always 1: which agent this is.", ["version"]);

    public static readonly MetricDefinition Cpu = new(
        "gcwatch.agent.cpu", "gcwatch_agent_cpu_seconds_total", Counter, "s", "Processor time that the agent has used, user and system.", []);

    public static readonly MetricDefinition ResidentMemory = new(
        "gcwatch.agent.resident_memory", "gcwatch_agent_resident_memory_bytes", Gauge, "By", "The agent's resident memory, the pages of its binary included.", []);

    public static readonly MetricDefinition ManagedHeap = new(
        "gcwatch.agent.managed_heap", "gcwatch_agent_managed_heap_bytes", Gauge, "By", "What the agent's own objects take, garbage not yet collected included.", []);

    public static readonly MetricDefinition Threads = new(
        "gcwatch.agent.threads", "gcwatch_agent_threads", Gauge, "{thread}", "The agent's threads; one reads each target.", []);

    public static readonly MetricDefinition OpenFiles = new(
        "gcwatch.agent.open_files", "gcwatch_agent_open_files", Gauge, "{file}", "The agent's open files and sockets.", []);

    public static readonly MetricDefinition Stall = new(
        "gcwatch.agent.stall", "gcwatch_agent_stall_seconds_total", Counter, "s",
        "Time for which the agent did not run though it wanted to: what a clock of 100 ms came late by, from 50 ms on.", []);

    public static readonly MetricDefinition Throttled = new(
        "gcwatch.agent.throttled", "gcwatch_agent_throttled_seconds_total", Counter, "s",
        "Time for which the agent's cgroup was stopped because its processor quota was used up.", []);

    public static readonly MetricDefinition ContainerMemory = new(
        "gcwatch.agent.memory.working_set", "gcwatch_agent_memory_working_set_bytes", Gauge, "By",
        "Memory that the agent's own container uses, inactive file pages not included.", []);

    public static readonly MetricDefinition ContainerLimit = new(
        "gcwatch.agent.memory.limit", "gcwatch_agent_memory_limit_bytes", Gauge, "By", "The memory limit of the agent's own container.", []);

    public static readonly MetricDefinition ContainerKills = new(
        "gcwatch.agent.memory.oom_kills", "gcwatch_agent_memory_oom_kills_total", Counter, "{kill}",
        "Processes of the agent's own container that the kernel has killed for its memory.", []);

    public static readonly MetricDefinition ContainerPressure = new(
        "gcwatch.agent.memory.pressure", "gcwatch_agent_memory_pressure_ratio", Gauge, "1",
        "Share of time over ten seconds in which some or all tasks waited for memory: of the agent's own container, or of the machine.", ["kind", "scope"]);

    public static readonly MetricDefinition Targets = new(
        "gcwatch.agent.targets", "gcwatch_agent_targets", Gauge, "{target}", "Targets by the state of their session; every state is there.", ["state"]);

    public static readonly MetricDefinition Forbidden = new(
        "gcwatch.agent.forbidden_processes", "gcwatch_agent_forbidden_processes", Gauge, "{process}",
        "Processes, or diagnostic sockets of processes out of sight, that the agent's user may not connect to.", []);

    public static readonly MetricDefinition RefusedConnections = new(
        "gcwatch.agent.refused_connections", "gcwatch_agent_refused_connections_total", Counter, "{connection}",
        "Connections to the diagnostic port that were no runtime's.", []);

    public static readonly MetricDefinition ReportFailures = new(
        "gcwatch.agent.report_failures", "gcwatch_agent_report_failures_total", Counter, "{report}", "Reports that a sink did not take.", []);

    public static readonly MetricDefinition BaselineServices = new(
        "gcwatch.baseline.services", "gcwatch_baseline_services", Gauge, "{service}", "Services of which the agent keeps what is usual, watched now or not.", []);

    public static readonly MetricDefinition SnapshotAge = new(
        "gcwatch.baseline.snapshot.age", "gcwatch_baseline_snapshot_age_seconds", Gauge, "s",
        "Time since the baselines on the disk were saved; absent where no file is configured, or none could be saved yet.", []);

    public static readonly MetricDefinition SnapshotFailures = new(
        "gcwatch.baseline.snapshot.failures", "gcwatch_baseline_snapshot_failures_total", Counter, "{snapshot}",
        "Times that the baselines could not be saved, or not be read at the start.", []);

    public static readonly MetricDefinition HistoryAge = new(
        "gcwatch.baseline.history.age", "gcwatch_baseline_history_age_seconds", Gauge, "s",
        "Time since the history of a watched service was loaded, or it was first seen; of several the longest. Absent where no history is configured.", []);

    public static readonly MetricDefinition HistoryFailures = new(
        "gcwatch.baseline.history.failures", "gcwatch_baseline_history_failures_total", Counter, "{load}",
        "Attempts to load a service's history that failed.", []);

    public static readonly MetricDefinition ScrapeDuration = new(
        "gcwatch.scrape.duration", "gcwatch_scrape_duration_seconds", Histogram, "s",
        "From a scrape's request until its last byte was written, of those that were served.", []);

    public static readonly MetricDefinition ScrapeSize = new(
        "gcwatch.scrape.response", "gcwatch_scrape_response_bytes", Gauge, "By", "Size of the last scrape that was served.", []);

    public static readonly MetricDefinition Scrapes = new(
        "gcwatch.scrapes", "gcwatch_scrapes_total", Counter, "{scrape}",
        "Scrapes: served; aborted, because the client went away or did not read in time; refused, because there were too many at once.",
        ["result"]);

    public static readonly MetricDefinition Notifications = new(
        "gcwatch.notifications", "gcwatch_notifications_total", Counter, "{notification}",
        "Alerts to each Alertmanager: sent, it has taken them; failed, an attempt that it did not take; dropped, given up because it refused them or too many waited.",
        ["result"]);

    public static readonly MetricDefinition NotificationLatency = new(
        "gcwatch.notification.latency", "gcwatch_notification_latency_seconds", Histogram, "s",
        "From the fact that made a rule true until an Alertmanager had taken the alert, once for each alert.", []);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All =
    [
        Version, Cpu, ResidentMemory, ManagedHeap, Threads, OpenFiles, Stall, Throttled,
        ContainerMemory, ContainerLimit, ContainerKills, ContainerPressure, Targets, Forbidden, RefusedConnections, ReportFailures,
        BaselineServices, SnapshotAge, SnapshotFailures, HistoryAge, HistoryFailures, ScrapeDuration, ScrapeSize, Scrapes,
        Notifications, NotificationLatency,
    ];

    /// <summary>Upper bounds in seconds: a scrape of one target takes one or two milliseconds, a slow client is cut off after ten seconds.</summary>
    public static readonly ImmutableArray<double> ScrapeBoundaries = [.001, .0025, .005, .010, .025, .050, .100, .250, .500, 1, 2.5, 5, 10];

    /// <summary>Upper bounds in seconds: an alert should be there within two; an Alertmanager that is away for an hour is beyond the last.</summary>
    public static readonly ImmutableArray<double> NotificationBoundaries = [.050, .100, .250, .500, 1, 1.5, 2, 3, 5, 10, 30, 60, 300, 1800];
}
