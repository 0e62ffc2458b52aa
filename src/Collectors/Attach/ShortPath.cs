using System.Globalization;
using System.Runtime.InteropServices;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// A path that fits into a socket address. One that is too long, as /proc/{pid}/root in front can make it, is taken through an open
/// descriptor of its directory: /proc/self/fd/{n}/name.
/// </summary>
internal sealed partial class ShortPath : IDisposable
{
    private const int OpenPath = 0x200000;
    private const int CloseOnExec = 0x80000;

    private readonly int directory;

    private ShortPath(string path, int directory)
    {
        Path = path;
        this.directory = directory;
    }

    public string Path { get; }

    public static ShortPath To(string path)
    {
        if (!SocketEndpoint.IsTooLong(path)) return new ShortPath(path, -1);
        int directory = Open(System.IO.Path.GetDirectoryName(path) ?? "/", OpenPath | CloseOnExec);
        string name = System.IO.Path.GetFileName(path);
        return directory < 0
            ? throw new IOException($"cannot open the directory of {path}")
            : new ShortPath(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{directory}/{name}"), directory);
    }

    public void Dispose()
    {
        if (directory >= 0) _ = Close(directory);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
