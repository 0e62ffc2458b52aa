using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Commands before a command that give it a file system view of its own, as a container has: only root can make one.</summary>
internal static class PrivateFiles
{
    /// <summary>A file system of its own on a folder, with these mount options.</summary>
    public static IReadOnlyList<string> On(TemporaryFolder folder, string options)
    {
        Parts.RequireRoot();
        return [Parts.Require("unshare"), "--mount", .. Mounting($"mount -t tmpfs -o {options} tmpfs '{folder.FullName}'")];
    }

    /// <summary>The same, and a pid namespace in which the command is process 1; the process that is started is its parent.</summary>
    public static IReadOnlyList<string> AndProcessesOn(TemporaryFolder folder)
    {
        Parts.RequireRoot();
        return
        [
            Parts.Require("unshare"), "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
            .. Mounting($"mount -t tmpfs -o mode=1777 tmpfs '{folder.FullName}'"),
        ];
    }

    /// <summary>A /proc that hides other users' processes.</summary>
    public static IReadOnlyList<string> HidingProcesses()
    {
        Parts.RequireRoot();
        return [Parts.Require("unshare"), "--mount", "--pid", "--fork", "--kill-child", .. Mounting("mount -t proc -o hidepid=2 proc /proc")];
    }

    private static IReadOnlyList<string> Mounting(string command) => ["sh", "-c", $"{command} && exec \"$@\"", "sh"];
}
