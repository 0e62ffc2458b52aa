using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>
/// Alerts straight from the agent, for places without the rules of deploy/prometheus and where seconds count. They carry source="agent",
/// so that the rule's alert can inhibit them. Off without an address.
/// </summary>
public sealed class AlertmanagerOptions
{
    /// <summary>
    /// The Alertmanagers, such as http://alertmanager:9093; each gets every alert. A list, or a text with semicolons. Default: none, and
    /// nothing is sent.
    /// </summary>
    [HttpAddresses]
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>How often an alert that fires is sent again, 1 s to 10 min; after three times that without, it is over. Default 1 min.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that an Alertmanager may take to answer, 100 ms to 1 min. Default 10 s.</summary>
    [DurationRange("00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A file with the bearer token, read at each request. Default: none.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? BearerTokenFile { get; init; }

    /// <summary>A PEM file with the authorities that sign the Alertmanagers' certificates. Default: the system's.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? CaFile { get; init; }

    /// <summary>The most alerts that wait for one Alertmanager, 10 to 10000; further ones are dropped and counted. Default 1000.</summary>
    [Range(10, 10_000)]
    public int QueueLimit { get; init; } = 1000;

    /// <summary>The loudest severity that is sent; what is louder goes out as this. Critical rings phones where paging is on. Default Warning.</summary>
    [EnumDataType(typeof(AlertSeverity))]
    public AlertSeverity Loudest { get; init; } = AlertSeverity.Warning;

    /// <summary>The quietest severity that is sent. Default Notice: no information.</summary>
    [EnumDataType(typeof(AlertSeverity))]
    public AlertSeverity Quietest { get; init; } = AlertSeverity.Notice;

    /// <summary>The folder of the runbooks, for the annotation runbook_url. Default: docs/runbooks, as in the repository.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public string RunbookFolder { get; init; } = "docs/runbooks";

    /// <summary>The dashboard, for the annotation dashboard_url; {service}, {env}, {namespace}, {pod} and {process} stand for the labels. Default: none.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public string? Dashboard { get; init; }
}
