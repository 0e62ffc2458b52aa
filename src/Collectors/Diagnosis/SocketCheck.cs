using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Is its diagnostic socket there, and does somebody serve it?</summary>
internal static class SocketCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process) =>
        [.. process.Socket is { } socket ? Judge(process, socket) : [Missing(process)], .. Leftovers(process)];

    private static IEnumerable<Finding> Judge(ProcessPicture process, FoundSocket socket) => socket.Condition switch
    {
        SocketCondition.Served => [Finding.Ok($"its diagnostic socket is {socket.Path}")],
        SocketCondition.Refused => [Finding.Fault(
            $"nobody serves its diagnostic socket {socket.Path}: it is an earlier program's, which became this one by exec, and this one's runtime could not make its own",
            $"rm {socket.Path} and restart it; the earlier program has to remove its socket before the exec")],
        SocketCondition.Denied => [Finding.Fault(
            $"gcwatch may not connect to its diagnostic socket {socket.Path}",
            $"run gcwatch as the socket's owner, uid {process.Uid}, or give it its mode 600 and owner back")],
        SocketCondition.Missing => [Missing(process)],
        _ => throw new ArgumentOutOfRangeException(nameof(socket), socket.Condition, "not a condition"),
    };

    /// <summary>The kernel still knows by what name a socket was bound whose file is gone.</summary>
    private static Finding Missing(ProcessPicture process)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{process.TemporaryDirectory.TrimEnd('/')}/dotnet-diagnostic-{process.NamespacePid}-{process.Key.StartTime}-socket");
        return ProcDetail.ListensAt(process.Pid, path)
            ? Finding.Fault(
                $"its diagnostic socket {path} has been deleted, or something has been mounted over its directory; the process still listens there",
                "restart it; then keep cleaners of temporary files away from dotnet-diagnostic-* (tmpfiles.d: x /tmp/dotnet-diagnostic-*)")
            : Finding.Fault(
                $"it has no diagnostic socket, and no reason is to be seen: there should be {path}",
                "if it has only just started, ask again; otherwise restart it and see what it prints at its start");
    }

    private static IEnumerable<Finding> Leftovers(ProcessPicture process)
    {
        string directory = process.Seen(process.TemporaryDirectory);
        DiagnosticSocket[] old = [.. DiagnosticSocket.In(directory).Where(socket => socket.Pid == process.NamespacePid && socket.StartTime < process.Key.StartTime)];
        if (old.Length == 0) return [];
        string what = $"{old.Length} socket{(old.Length == 1 ? "" : "s")} in {directory} of an earlier process with the same id: stale, no harm";
        return [Finding.Note(what, StaleSockets.Removal([.. old.Select(socket => socket.Path)]))];
    }
}
