using System.Text.Json.Serialization;

namespace GcWatch.Agent.Options;

/// <summary>Whether a phone may ring. The dashboards, chat and tickets do not ask.</summary>
public sealed class PagingOptions
{
    /// <summary>Critical alerts carry page="true", by which deploy/alertmanager routes to the phone. Default: no.</summary>
    [JsonConverter(typeof(TextBooleanConverter))]
    public bool Enabled { get; init; }
}
