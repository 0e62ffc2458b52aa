using System.Net.Sockets;
using System.Runtime.InteropServices;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Attach;

/// <summary>Either a target or the reason why it is none.</summary>
public sealed record ProbeResult(int Pid, Target? Target, AttachFailure? Failure);

/// <summary>Finds out whether one process can be attached to, and if not, why.</summary>
public static partial class TargetProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<ProbeResult> ProbeAsync(int pid, CancellationToken cancellation)
    {
        if (!ProcFile.Exists(pid)) return Failed(pid, AttachFailureReason.NotRunning, $"there is no process {pid}");
        if (DiagnosticSocket.Of(pid) is not { } socket) return new ProbeResult(pid, null, WhyNoSocket(pid));
        var sighting = new Sighting(new ProcessKey(pid, socket.StartTime), new SocketEndpoint(socket.Path));
        return await ProbeAsync(sighting, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the runtime behind an endpoint for its name.</summary>
    public static async Task<ProbeResult> ProbeAsync(Sighting sighting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        int pid = sighting.Process.Pid;
        try
        {
            RuntimeIdentity runtime = await BlockingCall
                .RunAsync(() => new RuntimePort(sighting.Endpoint).Identify(Patience)).WaitAsync(cancellation).ConfigureAwait(false);
            ProcessKey process = sighting.Process.Pid > 0 ? sighting.Process : new ProcessKey((int)runtime.Pid, null);
            return new ProbeResult(process.Pid, new Target(process, NameOf(process, runtime), sighting.Endpoint, runtime), null);
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            return new ProbeResult(pid, null, Denied(pid));
        }
        catch (Exception silent) when (silent is SocketException or IOException or RuntimeRefusedException)
        {
            return IsThere(sighting)
                ? Failed(pid, AttachFailureReason.NotAnswering, $"process {pid} has a diagnostic socket but does not answer on it ({silent.Message}); is it stopped?")
                : Failed(pid, AttachFailureReason.NotRunning, $"process {pid} ended while being attached to");
        }
    }

    /// <summary>The kernel's name of a process; "?" once it is gone.</summary>
    public static string KernelName(int pid) => ProcFile.Name(pid) ?? "?";

    /// <summary>The effective user id of a process; null once it is gone.</summary>
    public static int? Uid(int pid) => ProcFile.EffectiveUid(pid);

    /// <summary>True while the very process that was seen is there.</summary>
    public static bool IsThere(Sighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        return sighting.Process.IsVisible ? ProcFile.StartTime(sighting.Process.Pid) == sighting.Process.StartTime : sighting.Endpoint.IsOpen;
    }

    /// <summary>True if another user's processes are out of reach, and the process is one.</summary>
    public static bool IsForeign(int pid) => GetEffectiveUserId() is var own && own != 0 && ProcFile.EffectiveUid(pid) is { } uid && uid != own;

    /// <summary>Why another user's process cannot be attached to.</summary>
    public static AttachFailure Denied(int pid) => new(
        AttachFailureReason.PermissionDenied,
        $"process {pid} belongs to uid {ProcFile.EffectiveUid(pid)} and this is uid {GetEffectiveUserId()}; run gcwatch as the same user or as root");

    /// <summary>The managed program's name, or the kernel's name of the process where there is none.</summary>
    internal static string NameOf(ProcessKey process, RuntimeIdentity runtime)
    {
        if (runtime.ProgramName.Length > 0) return runtime.ProgramName;
        return (process.IsVisible ? ProcFile.Name(process.Pid) : null) ?? "unknown";
    }

    private static AttachFailure WhyNoSocket(int pid)
    {
        if (!ProcFile.Exists(pid)) return new AttachFailure(AttachFailureReason.NotRunning, $"process {pid} ended while being attached to");
        if (IsForeign(pid)) return Denied(pid);
        return RuntimeForms.Of(pid) switch
        {
            RuntimeForm.CoreClr or RuntimeForm.SingleFile => new AttachFailure(
                AttachFailureReason.DiagnosticsDisabled,
                $"process {pid} runs .NET but offers no diagnostic socket: remove DOTNET_EnableDiagnostics=0 (or DOTNET_EnableDiagnostics_IPC=0) from its environment and restart it; if it has only just started, try again; gcwatch doctor --pid {pid} says more"),
            RuntimeForm.NativeAot => new AttachFailure(
                AttachFailureReason.NotDotNet,
                $"process {pid} is native AOT and offers no diagnostic socket: publish it with <EventSourceSupport>true</EventSourceSupport>; gcwatch doctor --pid {pid} says more"),
            _ => new AttachFailure(AttachFailureReason.NotDotNet, $"process {pid} is not a .NET process that can be watched"),
        };
    }

    private static ProbeResult Failed(int pid, AttachFailureReason reason, string explanation) =>
        new(pid, null, new AttachFailure(reason, explanation));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
