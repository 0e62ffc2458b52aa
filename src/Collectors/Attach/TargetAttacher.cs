using System.Net.Sockets;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;

namespace GcWatch.Collectors.Attach;

/// <summary>How to attach.</summary>
/// <param name="BufferMegabytes">The ceiling of the event buffer in the target, which allocates it as needed.</param>
public sealed record AttachSettings(int BufferMegabytes = 16)
{
    /// <summary>Gets a copy of the raw stream, byte for byte; null for none. Disposed with the pump.</summary>
    public Stream? Copy { get; init; }

    /// <summary>How often the runtime sends its counters.</summary>
    public TimeSpan CounterInterval { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>A running session, not yet read, or the reason why there is none.</summary>
public sealed record AttachResult(EventPump? Pump, AttachFailure? Failure);

/// <summary>Opens sessions in targets.</summary>
public static class TargetAttacher
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<AttachResult> AttachAsync(
        Target target, IGcEventReceiver receiver, AttachSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(settings);
        (EventSession? session, AttachFailure? failure) = await OpenAsync(target, SessionPlan.For(target.Runtime, settings), cancellation).ConfigureAwait(false);
        return new AttachResult(session is null ? null : new EventPump(session, receiver, settings.Copy), failure);
    }

    /// <summary>Variables of the target's environment, read over the diagnostic port: only those of <paramref name="names"/> that are set.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(Target target, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            IReadOnlyDictionary<string, string> all = await BlockingCall
                .RunAsync(() => new RuntimePort(target.Endpoint).ReadEnvironment(Patience)).WaitAsync(cancellation).ConfigureAwait(false);
            return names.Where(all.ContainsKey).ToDictionary(name => name, name => all[name], StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or SocketException or RuntimeRefusedException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Sets a variable of the target's environment, which the processes that it starts inherit. False if the runtime did not do so.</summary>
    public static async Task<bool> TrySetVariableAsync(IRuntimeEndpoint endpoint, string name, string value, TimeSpan patience)
    {
        try
        {
            await BlockingCall.RunAsync(() => new RuntimePort(endpoint).SetVariable(name, value, patience)).ConfigureAwait(false);
            return true;
        }
        catch (Exception refused) when (refused is IOException or SocketException or RuntimeRefusedException)
        {
            return false;
        }
    }

    /// <summary>Opens the first session of <paramref name="requests"/> whose command the runtime understands: it sends from now on, and must be read.</summary>
    internal static async Task<(EventSession? Session, AttachFailure? Failure)> OpenAsync(
        Target target, IEnumerable<SessionRequest> requests, CancellationToken cancellation)
    {
        Task<EventSession> opening = BlockingCall.RunAsync(() => Open(target, requests));
        try
        {
            return (await opening.WaitAsync(cancellation).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException)
        {
            CloseOnceOpened(opening);
            throw;
        }
        catch (RuntimeRefusedException refused)
        {
            return (null, new AttachFailure(
                AttachFailureReason.Refused,
                $"process {target.Pid} refused a session ({refused.Message}): it may already have 64 sessions, or be native AOT without <EventSourceSupport>true</EventSourceSupport>"));
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            return (null, TargetProbe.IsThere(target.Sighting)
                ? new AttachFailure(AttachFailureReason.NotAnswering, $"process {target.Pid} does not answer on {target.Endpoint.Address} ({broken.Message}); is it stopped?")
                : new AttachFailure(AttachFailureReason.NotRunning, $"process {target.Pid} ended while being attached to ({broken.Message})"));
        }
    }

    private static EventSession Open(Target target, IEnumerable<SessionRequest> requests)
    {
        var port = new RuntimePort(target.Endpoint);
        RuntimeRefusedException? unsupported = null;
        foreach (SessionRequest request in requests)
        {
            try
            {
                return port.Collect(request, Patience);
            }
            catch (RuntimeRefusedException older) when (older.IsUnsupported)
            {
                unsupported = older;
            }
        }

        throw unsupported!;
    }

    /// <summary>Asked to stop while the runtime had not answered: nobody will read what it may still open.</summary>
    private static void CloseOnceOpened(Task<EventSession> opening) => _ = opening.ContinueWith(
        opened =>
        {
            if (opened.IsCompletedSuccessfully) opened.Result.Dispose();
            else _ = opened.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
