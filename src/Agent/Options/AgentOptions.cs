using System.ComponentModel.DataAnnotations;
using GcWatch.Exporters;
using GcWatch.Exporters.Alertmanager;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Prometheus.History;
using Microsoft.Extensions.Options;

namespace GcWatch.Agent.Options;

/// <summary>Everything that can be configured: defaults here, then a JSON file, then GCWATCH_… variables, then the command line.</summary>
public sealed class AgentOptions
{
    /// <summary>Which processes are watched.</summary>
    [ValidateObjectMembers]
    public TargetsOptions Targets { get; init; } = new();

    /// <summary>The common labels, where they should not be found out.</summary>
    [ValidateObjectMembers]
    public IdentityOptions Identity { get; init; } = new();

    /// <summary>Where the metrics are served.</summary>
    [ValidateObjectMembers]
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>The same metrics to an OpenTelemetry Collector.</summary>
    [ValidateObjectMembers]
    public OtlpOptions Otlp { get; init; } = new();

    /// <summary>Alerts straight from the agent.</summary>
    [ValidateObjectMembers]
    public AlertmanagerOptions Alertmanager { get; init; } = new();

    /// <summary>The event session in each target.</summary>
    [ValidateObjectMembers]
    public SessionOptions Session { get; init; } = new();

    /// <summary>The promises.</summary>
    [ValidateObjectMembers]
    public SloOptions Slo { get; init; } = new();

    /// <summary>Whether a phone may ring.</summary>
    public PagingOptions Paging { get; init; } = new();

    /// <summary>The rules that are no promises.</summary>
    [ValidateObjectMembers]
    public RulesOptions Rules { get; init; } = new();

    /// <summary>What is usual for each service.</summary>
    [ValidateObjectMembers]
    public BaselinesOptions Baselines { get; init; } = new();

    /// <summary>The memory of each target's container against that of its GC.</summary>
    [ValidateObjectMembers]
    public MemoryOptions Memory { get; init; } = new();

    /// <summary>Sampling of what the targets allocate.</summary>
    [ValidateObjectMembers]
    public AllocationsOptions Allocations { get; init; } = new();

    /// <summary>Counting of how the targets use their array pools.</summary>
    [ValidateObjectMembers]
    public PoolsOptions Pools { get; init; } = new();

    /// <summary>A server that keeps the months of the baselines.</summary>
    [ValidateObjectMembers]
    public PrometheusHistoryOptions History { get; init; } = new();

    /// <summary>The agent's own log.</summary>
    [ValidateObjectMembers]
    public LogOptions Log { get; init; } = new();
}

/// <summary>
/// The common labels. What is not set comes from OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, POD_NAME and POD_NAMESPACE, first of the
/// agent's, then of the target's environment; the service at last from the process's name.
/// </summary>
public sealed class IdentityOptions
{
    /// <summary>The label service. Default: found out.</summary>
    [StringLength(256)]
    public string? Service { get; init; }

    /// <summary>The label env. Default: found out.</summary>
    [StringLength(256)]
    public string? Env { get; init; }

    /// <summary>The label namespace. Default: found out.</summary>
    [StringLength(256)]
    public string? Namespace { get; init; }

    /// <summary>The label pod. Default: found out.</summary>
    [StringLength(256)]
    public string? Pod { get; init; }
}

/// <summary>The event session in each target.</summary>
public sealed class SessionOptions
{
    /// <summary>Ceiling of the event buffer in the target in MB, 1 to 256; it is allocated as needed. Default 16.</summary>
    [Range(1, 256)]
    public int BufferMegabytes { get; init; } = 16;
}

/// <summary>The agent's own log, on standard error.</summary>
public sealed class LogOptions
{
    /// <summary>The least level that is logged: Verbose, Debug, Information, Warning, Error or Fatal. Default Information.</summary>
    [EnumDataType(typeof(Serilog.Events.LogEventLevel))]
    public Serilog.Events.LogEventLevel Level { get; init; } = Serilog.Events.LogEventLevel.Information;

    /// <summary>Auto (text on a terminal, JSON elsewhere), Text or Json. Default Auto.</summary>
    [EnumDataType(typeof(LogFormat))]
    public LogFormat Format { get; init; } = LogFormat.Auto;
}

public enum LogFormat
{
    Auto,
    Text,
    Json,
}

[OptionsValidator]
internal sealed partial class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
}
