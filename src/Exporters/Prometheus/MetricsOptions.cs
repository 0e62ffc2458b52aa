using System.ComponentModel.DataAnnotations;

namespace GcWatch.Exporters.Prometheus;

/// <summary>Where the metrics are served.</summary>
public sealed class MetricsOptions
{
    /// <summary>OpenTelemetry's for Prometheus.</summary>
    public const int DefaultPort = 9464;

    /// <summary>The address to listen on: an IPv4 address or a name of this machine, or * for all its addresses. Default 127.0.0.1.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port, 1 to 65535. Default 9464, OpenTelemetry's for Prometheus.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = DefaultPort;
}

/// <summary>The same metrics to an OpenTelemetry Collector.</summary>
public sealed class OtlpOptions
{
    /// <summary>Where to send to by OTLP over HTTP (protobuf), such as http://127.0.0.1:4318/v1/metrics. Default: nowhere.</summary>
    [HttpAddress]
    public Uri? Endpoint { get; init; }

    /// <summary>How often, 1 s to 5 min. Default 10 s.</summary>
    [DurationRange("00:00:01", "00:05:00")]
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);
}
