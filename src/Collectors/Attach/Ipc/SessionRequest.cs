using System.Diagnostics.Tracing;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>What to ask a runtime for: no rundown unless it is named, and no stacks unless they are wanted or the command cannot say so.</summary>
/// <param name="Command">One of the CollectTracing commands: a runtime refuses those that are newer than itself.</param>
/// <param name="BufferMegabytes">The ceiling of the event buffer in the target.</param>
/// <param name="Providers">At least one.</param>
internal sealed record SessionRequest(IpcCommand Command, int BufferMegabytes, IReadOnlyList<SessionProvider> Providers)
{
    /// <summary>Whether each event carries its stack. <see cref="IpcCommand.CollectTracing2"/> knows no other way.</summary>
    public bool HasStacks { get; init; }

    /// <summary>
    /// What the runtime tells of itself when the session is stopped, such as every method that has been compiled: keywords of its rundown
    /// provider, 0 for nothing. Commands before <see cref="IpcCommand.CollectTracing5"/> know its usual set (0x80020139) or nothing.
    /// </summary>
    public ulong Rundown { get; init; }
}

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
