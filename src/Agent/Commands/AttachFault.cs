using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Commands;

/// <summary>What is said where a process cannot be attached to.</summary>
internal static class AttachFault
{
    public static AgentFault Of(AttachFailure? failure) => new(ExitCode.CannotAttach, failure?.Explanation ?? "the process cannot be attached to");
}
