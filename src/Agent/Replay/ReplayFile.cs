using GcWatch.Agent.Commands;
using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Replay;

/// <summary>Reads a recording; what is wrong with the file is told as the user's fault.</summary>
internal static class ReplayFile
{
    /// <exception cref="AgentFault">It cannot be read, or is no recording.</exception>
    public static ReplayEnd Read(string path, IGcEventReceiver receiver)
    {
        try
        {
            ReplayEnd end = NetTraceReplay.Read(path, receiver);
            return end.IsNetTrace ? end : throw new AgentFault(ExitCode.BadInput, $"{path} is not a nettrace file: {end.Fault}");
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException || (unreadable is IOException failed && !OutputFault.IsOne(failed)))
        {
            throw new AgentFault(ExitCode.BadInput, $"cannot read {path}: {unreadable.Message}");
        }
    }

    /// <exception cref="AgentFault">It breaks off.</exception>
    public static void Whole(string path, ReplayEnd end)
    {
        if (end.Fault is not null) throw new AgentFault(ExitCode.BadInput, $"{path} is damaged: {end.Fault}; what came before has been counted");
    }
}
