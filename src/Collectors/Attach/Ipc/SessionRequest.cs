using System.Diagnostics.Tracing;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>What to ask a runtime for: no rundown, and no stacks where the command can say so.</summary>
/// <param name="Command">One of the CollectTracing commands: a runtime refuses those that are newer than itself.</param>
/// <param name="BufferMegabytes">The ceiling of the event buffer in the target.</param>
/// <param name="Providers">At least one.</param>
internal sealed record SessionRequest(IpcCommand Command, int BufferMegabytes, IReadOnlyList<SessionProvider> Providers);

/// <summary>A source of events.</summary>
/// <param name="Name">The EventSource's name.</param>
/// <param name="Keywords">Bit mask of what it is to send.</param>
/// <param name="Level">The least important level that it is to send.</param>
/// <param name="Arguments">key=value pairs between semicolons; null for none.</param>
internal sealed record SessionProvider(string Name, ulong Keywords, EventLevel Level, string? Arguments)
{
    /// <summary>Only events with these ids; empty for all. Works with <see cref="IpcCommand.CollectTracing5"/> only.</summary>
    public IReadOnlyList<uint> OnlyEvents { get; init; } = [];
}
