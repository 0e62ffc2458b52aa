using System.ComponentModel.DataAnnotations;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>
/// A server with the Prometheus query API (Prometheus, Thanos, Mimir, VictoriaMetrics) that keeps the recorded hours of
/// gcwatch-history.rules.yml. Off without an address.
/// </summary>
public sealed class PrometheusHistoryOptions
{
    /// <summary>
    /// The address before /api/v1, such as http://prometheus:9090 or http://mimir/prometheus. Default: none, and nothing is asked.
    /// </summary>
    [HttpAddress]
    public Uri? Url { get; init; }

    /// <summary>The longest that one request may take, 100 ms to 5 min. Default 30 s.</summary>
    [DurationRange("00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A file with the bearer token, read at each request. Default: none.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? BearerTokenFile { get; init; }

    /// <summary>A PEM file with the authorities that sign the server's certificate. Default: the system's.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? CaFile { get; init; }

    /// <summary>The tenant, sent as X-Scope-OrgID, for Mimir. Default: none.</summary>
    [RegularExpression("^[A-Za-z0-9!_.*'()|-]{1,150}$")]
    public string? Tenant { get; init; }
}
