using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.Collectors.Attach;

/// <summary>How to attach.</summary>
/// <param name="BufferMegabytes">The ceiling of the event buffer in the target, which allocates it as needed.</param>
/// <param name="UsesEventCounters">True once the target's metrics source has refused us for another tool's session.</param>
public sealed record AttachSettings(int BufferMegabytes = 16, bool UsesEventCounters = false)
{
    /// <summary>Gets a copy of the raw stream, byte for byte; null for none. Disposed with the pump.</summary>
    public Stream? Copy { get; init; }
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            EventPipeSession session = await OpenAsync(target, settings, patience.Token).ConfigureAwait(false);
            return new AttachResult(new EventPump(session, receiver, settings.Copy), null);
        }
        catch (ServerNotAvailableException gone)
        {
            return Failed(AttachFailureReason.NotRunning, $"process {target.Pid} ended while being attached to ({gone.Message})");
        }
        catch (ServerErrorException refused)
        {
            return Failed(
                AttachFailureReason.Refused,
                $"process {target.Pid} refused a session ({refused.Message}): it may already have 64 sessions, or be native AOT without <EventSourceSupport>true</EventSourceSupport>");
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return ProcFile.Exists(target.Pid)
                ? Failed(AttachFailureReason.NotAnswering, $"process {target.Pid} does not answer on its diagnostic socket; is it stopped?")
                : Failed(AttachFailureReason.NotRunning, $"process {target.Pid} ended while being attached to");
        }
    }

    /// <summary>One variable of the target's environment, read over the diagnostic port: null where it is not set or cannot be read.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(Target target, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            DiagnosticsClient client = await ConnectAsync(target, cancellation).ConfigureAwait(false);
            Dictionary<string, string> all = await Task.Run(client.GetProcessEnvironment, cancellation).WaitAsync(Patience, cancellation).ConfigureAwait(false);
            return names.Where(all.ContainsKey).ToDictionary(name => name, name => all[name], StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is ServerNotAvailableException or ServerErrorException or IOException or TimeoutException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    private static async Task<EventPipeSession> OpenAsync(Target target, AttachSettings settings, CancellationToken cancellation)
    {
        DiagnosticsClient client = await ConnectAsync(target, cancellation).ConfigureAwait(false);
        UnsupportedCommandException? unsupported = null;
        foreach (EventPipeSessionConfiguration configuration in
            SessionPlan.For(target.Runtime, settings.UsesEventCounters, settings.BufferMegabytes))
        {
            try
            {
                return await client.StartEventPipeSessionAsync(configuration, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (UnsupportedCommandException older)
            {
                unsupported = older;
            }
        }

        throw unsupported!;
    }

    private static async Task<DiagnosticsClient> ConnectAsync(Target target, CancellationToken cancellation)
    {
        DiagnosticsClientConnector connector =
            await DiagnosticsClientConnector.FromDiagnosticPort(target.SocketPath + ",connect", cancellation).ConfigureAwait(false);
        return connector.Instance;
    }

    private static AttachResult Failed(AttachFailureReason reason, string explanation) => new(null, new AttachFailure(reason, explanation));
}
