using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GcWatch.Collectors.Attach;

/// <summary>Either a target or the reason why it is none.</summary>
public sealed record ProbeResult(int Pid, Target? Target, AttachFailure? Failure);

/// <summary>Finds out whether one process can be attached to, and if not, why.</summary>
public static partial class TargetProbe
{
    public static async Task<ProbeResult> ProbeAsync(int pid, CancellationToken cancellation)
    {
        if (!ProcFile.Exists(pid)) return Failed(pid, AttachFailureReason.NotRunning, $"there is no process {pid}");
        if (DiagnosticSocket.Of(pid) is { } socket) return await ProbeAsync(pid, socket, cancellation).ConfigureAwait(false);
        return new ProbeResult(pid, null, WhyNoSocket(pid));
    }

    /// <summary>Asks the runtime behind a socket for its name.</summary>
    public static async Task<ProbeResult> ProbeAsync(int pid, DiagnosticSocket socket, CancellationToken cancellation)
    {
        try
        {
            RuntimeIdentity runtime = await DiagnosticPort.AskAsync(socket.Path, cancellation).ConfigureAwait(false);
            string name = runtime.EntryAssembly.Length > 0 ? runtime.EntryAssembly : ProcFile.Name(pid) ?? "unknown";
            return new ProbeResult(pid, new Target(pid, socket.StartTime, ProcFile.EffectiveUid(pid), name, socket.Path, runtime), null);
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            return new ProbeResult(pid, null, Denied(pid));
        }
        catch (Exception silent) when (silent is SocketException or IOException)
        {
            return ProcFile.Exists(pid)
                ? Failed(pid, AttachFailureReason.NotAnswering, $"process {pid} has a diagnostic socket but does not answer on it ({silent.Message}); is it stopped?")
                : Failed(pid, AttachFailureReason.NotRunning, $"process {pid} ended while being attached to");
        }
    }

    /// <summary>The kernel's name of a process; "?" once it is gone.</summary>
    public static string KernelName(int pid) => ProcFile.Name(pid) ?? "?";

    /// <summary>The effective user id of a process; null once it is gone.</summary>
    public static int? Uid(int pid) => ProcFile.EffectiveUid(pid);

    /// <summary>True while the very process that was probed is there.</summary>
    public static bool IsRunning(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return ProcFile.StartTime(target.Pid) is { } startTime && (target.Runtime.Pid != target.Pid || startTime == target.StartTime);
    }

    /// <summary>True if another user's processes are out of reach, and the process is one.</summary>
    internal static bool IsForeign(int pid) => GetEffectiveUserId() is var own && own != 0 && ProcFile.EffectiveUid(pid) is { } uid && uid != own;

    internal static AttachFailure Denied(int pid) => new(
        AttachFailureReason.PermissionDenied,
        $"process {pid} belongs to uid {ProcFile.EffectiveUid(pid)} and this is uid {GetEffectiveUserId()}; run gcwatch as the same user or as root");

    private static AttachFailure WhyNoSocket(int pid)
    {
        if (!ProcFile.Exists(pid)) return new AttachFailure(AttachFailureReason.NotRunning, $"process {pid} ended while being attached to");
        if (IsForeign(pid)) return Denied(pid);
        if (ProcFile.HasRuntimeLoaded(pid) == true)
        {
            return new AttachFailure(
                AttachFailureReason.DiagnosticsDisabled,
                $"process {pid} runs .NET but offers no diagnostic socket: remove DOTNET_EnableDiagnostics=0 (or DOTNET_EnableDiagnostics_IPC=0) from its environment and restart it; if it has only just started, try again");
        }

        return new AttachFailure(
            AttachFailureReason.NotDotNet,
            $"process {pid} is not a .NET process that can be watched; if it is native AOT, publish it with <EventSourceSupport>true</EventSourceSupport>");
    }

    private static ProbeResult Failed(int pid, AttachFailureReason reason, string explanation) =>
        new(pid, null, new AttachFailure(reason, explanation));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
