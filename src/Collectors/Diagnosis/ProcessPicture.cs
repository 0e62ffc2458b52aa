using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>What can be seen of one process from outside, taken once: the checks judge it and look at nothing else of /proc's.</summary>
internal sealed record ProcessPicture
{
    public required ProcessKey Key { get; init; }

    public required int Uid { get; init; }

    /// <summary>Its id as it sees itself.</summary>
    public required int NamespacePid { get; init; }

    public required RuntimeForm Form { get; init; }

    /// <summary>True if it has a file system of its own; null if that cannot be seen.</summary>
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
            HasOwnFiles = ProcFile.MountNamespace(pid) is { } files ? files != ProcFile.MountNamespace(Environment.ProcessId) : null,
            Variables = RuntimeVariables.Of(pid),
            Socket = DiagnosticSocket.Of(pid) is { } socket ? FoundSocket.At(socket.Path) : null,
            StandsStill = await StartOfRuntime.StandsStillAsync(pid, cancellation).ConfigureAwait(false),
            Own = OwnRights.Now(),
        };
    }
}
