using System.Globalization;
using System.Text;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Could the runtime make its socket where it makes it: in TMPDIR, or /tmp? Of interest only where there is none.</summary>
internal static class TemporaryDirectoryCheck
{
    /// <summary>CAP_DAC_OVERRIDE: modes do not bind who has it.</summary>
    private const ulong IgnoresModes = 1 << 1;

    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        if (process.Variables is null || !process.IsOpen) return [];
        if (!process.HasServedSocket) return Fault(process) is { } fault ? [fault] : [];
        string directory = process.TemporaryDirectory;
        string own = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        return Path.TrimEndingDirectorySeparator(directory) == own
            ? []
            : [Finding.Note($"its temporary directory is {directory}, and gcwatch's is {own}: found through /proc")];
    }

    private static Finding? Fault(ProcessPicture process)
    {
        string directory = process.TemporaryDirectory;
        string what = process.Variables?.TemporaryDirectory is null ? "TMPDIR is not set, and /tmp" : $"TMPDIR is {directory}, which";
        if (!directory.StartsWith('/')) return Finding.Fault($"{what} is not an absolute path", "set TMPDIR to an absolute path, or not at all, and restart it");
        if (Excess(process, directory) is > 0 and var excess) return TooLong(what, directory, excess);
        if (!Directory.Exists(process.Seen(directory))) return Missing(what, directory);
        if (MountTable.Of(process.Pid).Covering(directory) is { IsReadOnly: true } mount) return ReadOnly(what, directory, mount);
        return FolderRights.Of(process.Seen(directory)) is { } rights && !MayMake(process, rights) ? NotWritable(process, what, directory, rights) : null;
    }

    /// <summary>How many bytes its socket's path has beyond what a socket may have.</summary>
    private static int Excess(ProcessPicture process, string directory) => Encoding.UTF8.GetByteCount(string.Create(
        CultureInfo.InvariantCulture,
        $"{directory.TrimEnd('/')}/dotnet-diagnostic-{process.NamespacePid}-{process.Key.StartTime}-socket")) - SocketEndpoint.LongestPath;

    private static Finding TooLong(string what, string directory, int excess) => Finding.Fault(
        $"{what} is so long that its socket's path would have {SocketEndpoint.LongestPath + excess} bytes: {SocketEndpoint.LongestPath} is the most",
        $"set TMPDIR to a directory of at most {Encoding.UTF8.GetByteCount(directory) - excess} bytes, such as /tmp, and restart it");

    private static Finding Missing(string what, string directory) => Finding.Fault(
        $"{what} is not there: it could not make its socket",
        $"make {directory} (in Kubernetes, mount an emptyDir there) or set TMPDIR to a directory that is there, and restart it");

    private static Finding ReadOnly(string what, string directory, Mount mount) => Finding.Fault(
        $"{what} is on a file system that is mounted read-only (at {mount.Point}): it could not make its socket",
        $"mount a writable volume at {directory} (with readOnlyRootFilesystem: true an emptyDir) or set TMPDIR to a writable directory, and restart it");

    private static Finding NotWritable(ProcessPicture process, string what, string directory, FolderRights rights) => Finding.Fault(
        $"{what} may not be written to by its user, uid {process.Uid} ({rights}): it could not make its socket",
        $"chmod 1777 {directory}, or give it to uid {process.Uid} (in Kubernetes an emptyDir with securityContext.fsGroup), or set TMPDIR to a writable directory, and restart it");

    private static bool MayMake(ProcessPicture process, FolderRights rights) =>
        (ProcDetail.Capabilities(process.Pid, "CapEff") & IgnoresModes) != 0
        || rights.AllowMaking(process.Uid, [.. ProcDetail.Groups(process.Pid), ProcDetail.Gid(process.Pid) ?? -1]);
}
