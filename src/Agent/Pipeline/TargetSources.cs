using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Pipeline;

/// <summary>The ways in which targets are found, as the options choose them: side by side.</summary>
internal sealed class TargetSources : IDisposable
{
    private readonly TargetsOptions options;
    private readonly SocketScanner? scanner;
    private readonly DiagnosticListener? listener;
    private readonly Sighting? only;
    private readonly SemaphoreSlim arrivals = new(0);

    /// <exception cref="AgentFault">The path for the diagnostic port cannot be listened on.</exception>
    public TargetSources(TargetsOptions options, TimeProvider time)
    {
        this.options = options;
        if (options.Scan ?? (options.Pid is null && options.Socket is null && options.Listen is null)) scanner = new SocketScanner(time);
        if (options.Socket is { } path) only = new Sighting(default, new SocketEndpoint(Path.GetFullPath(path)));
        if (options.Listen is { } port) listener = Listen(Path.GetFullPath(port));
    }

    /// <summary>Where the diagnostic port is; null if there is none.</summary>
    public string? ListeningAt => listener?.Path;

    /// <summary>Connections to the diagnostic port that were no runtime's.</summary>
    public long RefusedConnections => listener?.Refused ?? 0;

    /// <summary>Sockets of processes out of sight that this user may not connect to.</summary>
    public IReadOnlyCollection<string> DeniedSockets => scanner?.DeniedSockets ?? [];

    /// <summary>Whether anything may still come that is not there now.</summary>
    public bool AreOpen => scanner is not null || listener is not null || only is not null;

    /// <summary>Every runtime that is there now, each process once.</summary>
    public IReadOnlyList<Sighting> Look()
    {
        IEnumerable<Sighting> connected = listener?.Sightings() ?? [];
        if (only is { Endpoint.IsOpen: true }) connected = connected.Append(only);
        return [.. connected.Concat(scanner?.Scan() ?? []).DistinctBy(sighting => sighting.Key)];
    }

    /// <summary>Waits until it is time to look again, which is at once when a runtime has connected.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await arrivals.WaitAsync(options.ScanInterval, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: there is nothing to wait for any more.
        }
    }

    public void Dispose()
    {
        listener?.Dispose();
        arrivals.Dispose();
    }

    private DiagnosticListener Listen(string path)
    {
        try
        {
            return DiagnosticListener.Start(path, options.SocketMode(), () => arrivals.Release());
        }
        catch (ListenException refused)
        {
            throw new AgentFault(ExitCode.CannotServe, refused.Message);
        }
    }
}
