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
    private readonly Sighting? only;
    private readonly SemaphoreSlim arrivals = new(0);
    private volatile DiagnosticListener? listener;
    private long triedAt;

    /// <exception cref="AgentFault">The path for the diagnostic port cannot be listened on, and not for want of a right.</exception>
    public TargetSources(TargetsOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        if (options.Scan ?? (options.Pid is null && options.Socket is null && options.Listen is null)) scanner = new SocketScanner(time);
        if (options.Socket is { } path) only = new Sighting(default, new SocketEndpoint(Path.GetFullPath(path)));
        if (options.Listen is not null) listener = Listen(refused => refused.IsDenied);
    }

    /// <summary>Where the diagnostic port is; null if there is none.</summary>
    public string? ListeningAt => listener?.Path;

    /// <summary>Why the diagnostic port is not there, and what to change, in the words of <c>gcwatch doctor</c>; null where nothing is amiss.</summary>
    public string? ListenFault => PortPath is { } path && listener is null ? FirstFault(path) : null;

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

    /// <summary>Tries once more, after a while, what was not allowed: a wrong user must not end the agent, which would take the whole pod out of service.</summary>
    /// <returns>Whether it listens from now on.</returns>
    public bool ListensAtLast()
    {
        if (PortPath is null || listener is not null || time.GetElapsedTime(triedAt) < Patience) return false;
        listener = Listen(_ => true);
        return listener is not null;
    }

    public void Dispose()
    {
        listener?.Dispose();
        arrivals.Dispose();
    }

    /// <summary>Where the diagnostic port is to be; null if there is to be none.</summary>
    private string? PortPath => options.Listen is { } port ? Path.GetFullPath(port) : null;

    private string FirstFault(string path)
    {
        Finding? fault = ListenDiagnosis.Examine(path, options.SocketMode()).FirstOrDefault(finding => finding.IsFault);
        return fault is null ? "this user may not" : $"{fault.What}; {fault.Change}";
    }

    /// <param name="mayPass">Whether it is to be tried again after such a refusal.</param>
    /// <returns>Null where it is to be tried again.</returns>
    private DiagnosticListener? Listen(Func<ListenException, bool> mayPass)
    {
        triedAt = time.GetTimestamp();
        try
        {
            return PortPath is { } path ? DiagnosticListener.Start(path, options.SocketMode(), () => arrivals.Release()) : null;
        }
        catch (ListenException passing) when (mayPass(passing))
        {
            return null;
        }
        catch (ListenException refused)
        {
            throw new AgentFault(ExitCode.CannotServe, refused.Message);
        }
    }
}
