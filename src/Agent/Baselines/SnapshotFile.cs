using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// A snapshot's place on disk. It is written under another name, forced to the disk, and renamed: whenever the machine stops, either the old file is
/// there or the new one.
/// </summary>
internal sealed partial class SnapshotFile(string path)
{
    private const int CloseOnExec = 0x80000;
    private const int BadFilesKept = 3;

    /// <summary>Far more than 250 services take; a larger one is not ours.</summary>
    private const long LargestBytes = 64_000_000;

    public string Path => path;

    /// <summary>Null if there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public SnapshotReading? Read()
    {
        if (!File.Exists(path)) return null;
        return new FileInfo(path).Length > LargestBytes ? new SnapshotReading.Refused("is too large to be a snapshot of baselines") : SnapshotLayout.Read(File.ReadAllBytes(path));
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(BaselineSnapshot snapshot)
    {
        string temporary = path + ".new";
        using (FileStream stream = PrivateFile.Create(temporary))
        {
            SnapshotLayout.Write(stream, snapshot);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FlushFolder();
    }

    /// <summary>Out of the way, for somebody to look at; of several the latest three are kept.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be renamed.</exception>
    public string SetAside(DateTimeOffset now)
    {
        string aside = string.Create(CultureInfo.InvariantCulture, $"{path}.bad-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");
        File.Move(path, aside, overwrite: true);
        string pattern = System.IO.Path.GetFileName(path) + ".bad-*";
        foreach (string old in Directory.EnumerateFiles(FolderOf(), pattern).OrderDescending(StringComparer.Ordinal).Skip(BadFilesKept)) File.Delete(old);
        return aside;
    }

    /// <summary>The new name is on the disk only when its folder is; a file system that cannot do that is not asked twice.</summary>
    private void FlushFolder()
    {
        using var handle = new SafeFileHandle(Open(FolderOf(), CloseOnExec), ownsHandle: true);
        if (!handle.IsInvalid) RandomAccess.FlushToDisk(handle);
    }

    private string FolderOf() => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "/";

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
