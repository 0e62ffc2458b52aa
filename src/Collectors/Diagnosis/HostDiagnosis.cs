using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Examines where gcwatch itself stands: its user, its view of the processes, and what lies about.</summary>
public static class HostDiagnosis
{
    public static IReadOnlyList<Finding> Examine() => [User(OwnRights.Now()), Temporary(), Visibility(), .. Leftovers(StaleSockets.Find())];

    private static Finding User(OwnRights own)
    {
        if (own is { MayOpenAll: true, MayTraceAll: true }) return Finding.Ok($"gcwatch runs as uid {own.Uid} and can attach to the processes of every user");
        return own.Uid == 0
            ? Finding.Note(
                $"gcwatch is root without the capability {(own.MayOpenAll ? "SYS_PTRACE" : "DAC_OVERRIDE")}: it can attach to processes of uid 0 with no more capabilities than its own",
                "securityContext.capabilities.add: [DAC_OVERRIDE, SYS_PTRACE], or runAsUser: with the uid of the processes to watch")
            : Finding.Ok($"gcwatch runs as uid {own.Uid}, gid {own.Gid} and can attach to processes of that user");
    }

    private static Finding Temporary() => Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } directory
        ? Finding.Note($"TMPDIR is {directory} here; sockets in /tmp and in the TMPDIR of each process are found as well")
        : Finding.Ok("TMPDIR is not set here: /tmp, and the TMPDIR of each process");

    private static Finding Visibility()
    {
        string? hiding = MountTable.Of(Environment.ProcessId).Covering("/proc")?.Options.FirstOrDefault(option => option.StartsWith("hidepid=", StringComparison.Ordinal));
        return hiding is null or "hidepid=0" or "hidepid=off"
            ? Finding.Ok("/proc shows the processes of every user of this pid namespace")
            : Finding.Note(
                $"/proc is mounted with {hiding}: processes of other users are hidden here",
                "to see them run gcwatch as root, or in the group that the mount option gid= names");
    }

    private static IEnumerable<Finding> Leftovers(IReadOnlyList<string> stale) => stale.Count == 0
        ? []
        : [Finding.Note($"{stale.Count} diagnostic socket{(stale.Count == 1 ? " is" : "s are")} stale, left behind by processes that were killed: they do no harm", StaleSockets.Removal(stale))];
}
