using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Examines a path that the agent is to listen on for runtimes that connect to it. Does not listen, and changes nothing.</summary>
public static class ListenDiagnosis
{
    private const UnixFileMode ForOthers = UnixFileMode.OtherWrite;

    /// <param name="path">Absolute.</param>
    /// <param name="mode">Targets.ListenMode: who may connect.</param>
    public static IReadOnlyList<Finding> Examine(string path, UnixFileMode mode)
    {
        if (Place(path) is { } fault) return [fault];
        OwnRights own = OwnRights.Now();
        return [Existing(path), Connecting(own, mode), .. Processes(path, own, mode)];
    }

    private static Finding? Place(string path)
    {
        string directory = Path.GetDirectoryName(path) ?? "/";
        if (SocketEndpoint.IsTooLong(path)) return TooLong;
        if (!Directory.Exists(directory)) return NoDirectory(directory);
        if (MountTable.Of(Environment.ProcessId).Covering(directory) is { IsReadOnly: true } mount) return ReadOnly(directory, mount);
        return MayMake(directory) ? null : NotWritable(directory);
    }

    private static Finding TooLong => Finding.Fault(
        $"the path is longer than the {SocketEndpoint.LongestPath} bytes that a socket may have",
        "choose a shorter path for Targets.Listen (--listen), and the same in DOTNET_DiagnosticPorts");

    private static Finding NoDirectory(string directory) => Finding.Fault(
        $"there is no directory {directory}",
        $"mkdir -p {directory} (in Kubernetes, mount the volume there that is shared with the process)");

    private static Finding ReadOnly(string directory, Mount mount) => Finding.Fault(
        $"{directory} is on a file system that is mounted read-only (at {mount.Point})",
        $"mount {directory} writable (no readOnly: true in gcwatch's volumeMounts)");

    private static Finding NotWritable(string directory) => Finding.Fault(
        $"gcwatch may not make a socket in {directory} ({FolderRights.Of(directory)})",
        $"give {directory} to gcwatch's user (in Kubernetes securityContext.fsGroup, the same for both containers), or choose another directory");

    private static bool MayMake(string directory)
    {
        OwnRights own = OwnRights.Now();
        return own.MayOpenAll || FolderRights.Of(directory)?.AllowMaking(own.Uid, [own.Gid, .. ProcDetail.Groups(Environment.ProcessId)]) != false;
    }

    private static Finding Existing(string path)
    {
        FoundSocket found = FoundSocket.At(path);
        return found.Condition == SocketCondition.Served ? Served(found.Server) : Unserved(path, found.Condition);
    }

    /// <summary>It may well be the agent itself, which is to listen there.</summary>
    private static Finding Served(ProcessKey server)
    {
        string who = server.IsVisible ? $"process {server.Pid} ({TargetProbe.KernelName(server.Pid)})" : "a process that cannot be seen from here";
        return ProcFile.CommandLine(server.Pid).Any(argument => Path.GetFileNameWithoutExtension(argument) == "gcwatch")
            ? Finding.Ok($"a gcwatch, process {server.Pid}, listens there")
            : Finding.Fault($"{who} listens there: the agent cannot", $"end {who}, or choose another path");
    }

    private static Finding Unserved(string path, SocketCondition condition) => condition switch
    {
        SocketCondition.Missing when !File.Exists(path) => Finding.Ok("nothing is there yet: the agent can listen"),
        SocketCondition.Denied => Finding.Fault("a socket of another user is there, and gcwatch may not connect to it", $"rm {path}, or choose another path"),
        SocketCondition.Refused when ListeningSocket.IsSocket(path) => Finding.Ok("a socket is there that nobody serves any more: the agent replaces it"),
        _ => Finding.Fault("a file is there that is no socket", $"move {path} away, or choose another path"),
    };

    private static Finding Connecting(OwnRights own, UnixFileMode mode) => mode.HasFlag(ForOthers)
        ? Finding.Ok($"every process that sees the path may connect (Targets.ListenMode {Octal(mode)})")
        : Finding.Note(
            $"processes of uid {own.Uid}{(mode.HasFlag(UnixFileMode.GroupWrite) ? $" and of gid {own.Gid}" : "")} may connect, and root (Targets.ListenMode {Octal(mode)})",
            "for processes of other users Targets.ListenMode 666, in a directory that only they and gcwatch can enter");

    /// <summary>Processes that want to connect there, as far as their environment can be read, and may not.</summary>
    private static IEnumerable<Finding> Processes(string path, OwnRights own, UnixFileMode mode) =>
        from pid in ProcFile.Pids()
        where RuntimeVariables.Of(pid)?.Ports is { } ports && DiagnosticPort.Parse(ports.Value).Any(port => port.Path == path)
        let uid = ProcFile.EffectiveUid(pid)
        where uid is not null && !MayConnect(pid, uid.Value, own, mode)
        select Finding.Fault(
            $"process {pid} (uid {uid}) is told to connect there and may not: the socket will be uid {own.Uid}'s, with mode {Octal(mode)}",
            $"Targets.ListenMode 666, or run gcwatch as uid {uid}");

    private static bool MayConnect(int pid, int uid, OwnRights own, UnixFileMode mode)
    {
        if (uid == 0 || mode.HasFlag(ForOthers)) return true;
        if (uid == own.Uid) return mode.HasFlag(UnixFileMode.UserWrite);
        return mode.HasFlag(UnixFileMode.GroupWrite) && (ProcDetail.Gid(pid) == own.Gid || ProcDetail.Groups(pid).Contains(own.Gid));
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(3, '0');
}
