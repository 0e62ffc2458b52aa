using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>What the checks of one process have in common, taken once, so that all judge the same moment.</summary>
internal sealed record ProcessPicture
{
    public required ProcessKey Key { get; init; }

    public required int Uid { get; init; }

    /// <summary>Its id as it sees itself.</summary>
    public required int NamespacePid { get; init; }

    public required RuntimeForm Form { get; init; }

    /// <summary>True if its files are not ours: another mount namespace, or another root in the same. Null if that cannot be seen.</summary>
    public required bool? HasOwnFiles { get; init; }

    /// <summary>Null if its environment is not ours to read.</summary>
    public required RuntimeVariables? Variables { get; init; }

    /// <summary>Its diagnostic socket; null if none with its id and start time was found.</summary>
    public required FoundSocket? Socket { get; init; }

    /// <summary>True if the runtime waits at its very start for a tool to let it go on.</summary>
    public required bool StandsStill { get; init; }

    public required OwnRights Own { get; init; }

    public int Pid => Key.Pid;

    public bool HasServedSocket => Socket is { Condition: SocketCondition.Served };

    /// <summary>True if its own files can be reached from here.</summary>
    public bool IsOpen => HasOwnFiles is not null;

    /// <summary>Where it makes its socket, as it sees it.</summary>
    public string TemporaryDirectory => Variables?.TemporaryDirectory ?? "/tmp";

    /// <summary>A path of the process's as seen from here.</summary>
    public string Seen(string path) => HasOwnFiles == false ? path : ProcFile.Path("root", Pid) + path;

    public static async Task<ProcessPicture> TakeAsync(ProcessKey key, CancellationToken cancellation)
    {
        int pid = key.Pid;
        return new ProcessPicture
        {
            Key = key,
            Uid = ProcFile.EffectiveUid(pid) ?? -1,
            NamespacePid = ProcFile.NamespacePid(pid) ?? pid,
            Form = RuntimeForms.Of(pid),
            HasOwnFiles = OwnFiles(pid),
            Variables = RuntimeVariables.Of(pid),
            Socket = DiagnosticSocket.Of(pid) is { } socket ? FoundSocket.At(socket.Path) : null,
            StandsStill = await StartOfRuntime.StandsStillAsync(pid, cancellation).ConfigureAwait(false),
            Own = OwnRights.Now(),
        };
    }

    private static bool? OwnFiles(int pid)
    {
        if (ProcFile.MountNamespace(pid) is not { } files) return null;
        return files != ProcFile.MountNamespace(Environment.ProcessId) || new FileInfo(ProcFile.Path("root", pid)).LinkTarget != "/";
    }
}
