using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Agent.Pipeline;

/// <summary>The ways in which targets are found, as the options choose them: side by side.</summary>
internal sealed class TargetSources : IDisposable
{
    /// <summary>How long to wait before a path that may not be listened on is tried again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TargetsOptions options;
    private readonly TimeProvider time;
    private readonly SocketScanner? scanner;
    private volatile DiagnosticListener? listener;
    private long triedAt;
    private readonly Sighting? only;
    private readonly SemaphoreSlim arrivals = new(0);

    /// <exception cref="AgentFault">The path for the diagnostic port cannot be listened on, and not for want of a right.</exception>
    public TargetSources(TargetsOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        if (options.Scan ?? (options.Pid is null && options.Socket is null && options.Listen is null)) scanner = new SocketScanner(time);
        if (options.Socket is { } path) only = new Sighting(default, new SocketEndpoint(Path.GetFullPath(path)));
        if (options.Listen is not null) listener = Listen();
    }

    /// <summary>Where the diagnostic port is to be; null if there is to be none.</summary>
    private string? PortPath => options.Listen is { } port ? Path.GetFullPath(port) : null;

    /// <summary>Where the diagnostic port is; null if there is none.</summary>
    public string? ListeningAt => listener?.Path;

    /// <summary>Connections to the diagnostic port that were no runtime's.</summary>
    public long RefusedConnections => listener?.Refused ?? 0;

    /// <summary>Sockets of processes out of sight that this user may not connect to.</summary>
    public IReadOnlyCollection<string> DeniedSockets => scanner?.DeniedSockets ?? [];

    /// <summary>Whether anything may still come that is not there now.</summary>
    public bool AreOpen => scanner is not null || options.Listen is not null || only is not null;

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

    /// <summary>Why the diagnostic port is not there, and what to change, in the words of <c>gcwatch doctor</c>; null where nothing is amiss.</summary>
    public string? ListenFault => PortPath is { } path && listener is null
        ? string.Join("; ", ListenDiagnosis.Examine(path, options.SocketMode()).Where(finding => finding.IsFault).Take(1).Select(fault => $"{fault.What}; {fault.Change}").DefaultIfEmpty("this user may not"))
        : null;

    /// <summary>Tries once more, after a while, what was not allowed: a wrong user must not end the agent, which would take the whole pod out of service.</summary>
    /// <returns>Whether it listens from now on.</returns>
    public bool ListensAtLast()
    {
        if (PortPath is null || listener is not null || time.GetElapsedTime(triedAt) < Patience) return false;
        listener = Listen();
        return listener is not null;
    }

    /// <returns>Null where this user has not the right to.</returns>
    private DiagnosticListener? Listen()
    {
        triedAt = time.GetTimestamp();
        try
        {
            return PortPath is { } path ? DiagnosticListener.Start(path, options.SocketMode(), () => arrivals.Release()) : null;
        }
        catch (ListenException denied) when (denied.IsDenied)
        {
            return null;
        }
        catch (ListenException refused)
        {
            throw new AgentFault(ExitCode.CannotServe, refused.Message);
        }
    }
}
