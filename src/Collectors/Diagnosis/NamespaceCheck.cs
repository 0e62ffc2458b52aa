namespace GcWatch.Collectors.Diagnosis;

/// <summary>Can the process be looked into, across namespaces too? The kernel asks for the same user and group and no fewer capabilities, or CAP_SYS_PTRACE.</summary>
internal static class NamespaceCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        if (!process.IsOpen) return [Closed(process)];
        List<string> own = [];
        if (process.NamespacePid != process.Pid) own.Add($"a pid namespace, in which it is process {process.NamespacePid}");
        if (process.HasOwnFiles == true) own.Add("a file system");
        return own.Count == 0 ? [] : [Finding.Note($"it has {string.Join(" and ", own)} of its own: reached through /proc/{process.Pid}/root")];
    }

    private static Finding Closed(ProcessPicture process)
    {
        string what = $"/proc/{process.Pid}/root and its environment cannot be read: {Reason(process)}";
        return process.HasServedSocket
            ? Finding.Note($"{what}; its socket has been found all the same")
            : Finding.Fault(
                $"{what}; so its socket cannot be found",
                $"give gcwatch the same user and group (runAsUser: {process.Uid}, runAsGroup: {ProcDetail.Gid(process.Pid)}, shareProcessNamespace: true) "
                + "or the capability SYS_PTRACE; or let the process connect: gcwatch run --listen PATH, and DOTNET_DiagnosticPorts=PATH,nosuspend in the process, "
                + "with PATH on a volume of both");
    }

    private static string Reason(ProcessPicture process)
    {
        int? gid = ProcDetail.Gid(process.Pid);
        ulong permitted = ProcDetail.Capabilities(process.Pid, "CapPrm");
        if (process.Uid != process.Own.Uid) return "gcwatch lacks the capability SYS_PTRACE";
        if (gid != process.Own.Gid) return $"its group is gid {gid}, and gcwatch's is gid {process.Own.Gid}";
        return (permitted & ~process.Own.Capabilities) != 0
            ? "it has capabilities that gcwatch does not have"
            : "it is protected (its program may not be read by its user, or it has made itself not dumpable)";
    }
}
