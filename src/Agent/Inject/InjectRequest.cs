using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Inject;

/// <summary>What is to be added to a manifest.</summary>
/// <param name="Image">The agent's image.</param>
internal sealed record InjectRequest(string Image)
{
    /// <summary>The user of .NET's own images.</summary>
    public const long DotNetUid = 1654;

    /// <summary>As an init container that is restarted, which a cluster starts before the application and ends after it.</summary>
    public bool IsNative { get; init; } = true;

    /// <summary>The user that the agent runs as.</summary>
    public long TargetUid { get; init; } = DotNetUid;

    /// <summary>Where the agent serves its metrics.</summary>
    public int MetricsPort { get; init; } = MetricsOptions.DefaultPort;

    /// <summary>Where the agent's configuration is, under gcwatch.json; none means the defaults.</summary>
    public string? ConfigMap { get; init; }

    /// <summary>The containers to watch; none means one of each pod.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Only take out what an earlier run has added.</summary>
    public bool IsRemoval { get; init; }
}

/// <summary>A manifest, and what its user should know of it, a sentence each.</summary>
internal sealed record InjectResult(string Text, IReadOnlyList<string> Notes);
