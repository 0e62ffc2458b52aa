namespace GcWatch.TestKit;

/// <summary>What to put before a command to have it run as in a container of its own. Needs root.</summary>
public static class Namespaces
{
    /// <summary>A pid namespace of its own, in which it is pid 1, and the /proc to it; the file system is shared.</summary>
    public static IReadOnlyList<string> OwnPids() => [.. Unshare(), "--pid", "--fork", "--kill-child", "--mount-proc"];

    /// <summary>The same, with files of its own in a directory, which is its TMPDIR. Not /tmp: the programs themselves may lie there.</summary>
    public static IReadOnlyList<string> OwnPidsAndFiles(string directory) =>
        [.. OwnPids(), "sh", "-c", "mount -t tmpfs none \"$0\" && exec env TMPDIR=\"$0\" \"$@\"", directory];

    /// <summary>The root file system read-only, with a /tmp to write to where one is given.</summary>
    public static IReadOnlyList<string> ReadOnlyFiles() =>
        [.. Unshare(), "--mount", "sh", "-c", "mount -o remount,bind,ro / && exec \"$@\"", "sh"];

    private static string[] Unshare()
    {
        Parts.RequireRoot();
        return [Parts.Require("unshare")];
    }
}
