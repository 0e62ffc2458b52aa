using System.Text;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>A mounted file system.</summary>
/// <param name="Point">Where, as the process sees it.</param>
/// <param name="Type">Its kind, such as tmpfs.</param>
/// <param name="Options">Those of the mount and those of the file system.</param>
internal sealed record Mount(string Point, string Type, IReadOnlyList<string> Options)
{
    /// <summary>Which folder of the file system is mounted: for a control group, by the names that the reader's own namespace has for it.</summary>
    public string Root { get; init; } = "/";

    public bool IsReadOnly => Options.Contains("ro");
}

/// <summary>What is mounted where, as one process sees it: /proc/{pid}/mountinfo (proc(5)).</summary>
internal sealed class MountTable(IReadOnlyList<Mount> mounts)
{
    public static MountTable Of(int pid) => Parse(ProcFile.Read(pid, "mountinfo") ?? "");

    /// <summary>"36 35 98:0 /mnt1 /mnt/point rw,noatime master:1 - ext3 /dev/root rw": any number of fields before the dash.</summary>
    public static MountTable Parse(string text)
    {
        var mounts = new List<Mount>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ');
            int dash = Array.IndexOf(fields, "-");
            if (dash < 6 || fields.Length <= dash + 3) continue;
            string[] options = [.. fields[5].Split(','), .. fields[dash + 3].Split(',')];
            mounts.Add(new Mount(Unescape(fields[4]), fields[dash + 1], options) { Root = Unescape(fields[3]) });
        }

        return new MountTable(mounts);
    }

    /// <summary>In the order in which they were mounted.</summary>
    public IReadOnlyList<Mount> All => mounts;

    /// <summary>The file system that holds a path: the longest point above it, and of those at one point the last, which hides the others.</summary>
    public Mount? Covering(string path) => mounts
        .Where(mount => mount.Point == "/" || path == mount.Point || path.StartsWith(mount.Point + "/", StringComparison.Ordinal))
        .Aggregate((Mount?)null, (best, next) => best is null || next.Point.Length >= best.Point.Length ? next : best);

    /// <summary>Blanks and the like are there as \040: a backslash and three octal digits of a byte.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal)) return field;
        byte[] bytes = Encoding.UTF8.GetBytes(field);
        var plain = new List<byte>(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEscape = bytes[i] == '\\' && i + 3 < bytes.Length && bytes.AsSpan(i + 1, 3).IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0;
            plain.Add(isEscape ? (byte)(((bytes[i + 1] - '0') * 64) + ((bytes[i + 2] - '0') * 8) + (bytes[i + 3] - '0')) : bytes[i]);
            if (isEscape) i += 3;
        }

        return Encoding.UTF8.GetString([.. plain]);
    }
}
