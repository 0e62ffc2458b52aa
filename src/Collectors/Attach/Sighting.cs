using System.Globalization;

namespace GcWatch.Collectors.Attach;

/// <summary>A runtime that was seen and not asked yet.</summary>
/// <param name="Process">Which process it belongs to; pid 0 where that is not known before the runtime says it.</param>
/// <param name="Endpoint">The way to it.</param>
public sealed record Sighting(ProcessKey Process, IRuntimeEndpoint Endpoint)
{
    /// <summary>The same for each sighting of the same process, if it can be seen, or else of the same way.</summary>
    public string Key { get; } = Process.IsVisible
        ? string.Create(CultureInfo.InvariantCulture, $"{Process.Pid}/{Process.StartTime}")
        : Endpoint is ReverseEndpoint reverse ? reverse.Cookie.ToString() : Endpoint.Address;
}
