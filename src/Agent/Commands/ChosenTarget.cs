using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Commands;

/// <summary>The one process that a command was asked to look at.</summary>
internal static class ChosenTarget
{
    /// <exception cref="AgentFault">It cannot be attached to.</exception>
    public static async Task<Target> FindAsync(int pid, CancellationToken cancellation)
    {
        ProbeResult probe = await TargetProbe.ProbeAsync(pid, cancellation).ConfigureAwait(false);
        return probe.Target ?? throw Fault(probe.Failure);
    }

    public static AgentFault Fault(AttachFailure? failure) => new(ExitCode.CannotAttach, failure?.Explanation ?? "the process cannot be attached to");
}
