namespace GcWatch.Collectors.Diagnosis;

/// <summary>May this user attach to that user's process? A runtime makes its socket for its own user only.</summary>
internal static class UserCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        int own = process.Own.Uid;
        if (process.Uid == own) return [Finding.Ok($"gcwatch runs as its user, uid {own}")];
        if (process.Own.MayOpenAll) return [Finding.Ok($"gcwatch runs as uid {own} with the rights of root, the process as uid {process.Uid}")];
        return own == 0
            ? [Finding.Fault(
                $"the process belongs to uid {process.Uid}, and gcwatch is root without the capability DAC_OVERRIDE, so it may not connect to that user's sockets",
                $"run gcwatch as that user (securityContext.runAsUser: {process.Uid}), or leave root its capability (securityContext.capabilities.add: [DAC_OVERRIDE, SYS_PTRACE])")]
            : [Finding.Fault($"the process belongs to {User(process.Uid)} and gcwatch runs as {User(own)}: only the same user or root may attach", Advice(process.Uid))];
    }

    private static string Advice(int uid) => uid == 0
        ? "run gcwatch as root (securityContext.runAsUser: 0), or the process as another user, such as 1654, and gcwatch as the same"
        : $"run gcwatch as uid {uid} (in Kubernetes securityContext.runAsUser: {uid}; by hand setpriv --reuid {uid}) or as root";

    /// <summary>.NET's images have a user of this id, named app.</summary>
    private static string User(int uid) => uid switch
    {
        0 => "uid 0 (root)",
        1654 => "uid 1654 (app, the user of the .NET images)",
        _ => $"uid {uid}",
    };
}
