using System.Diagnostics.Tracing;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Capture;

/// <summary>What a capture asks of a runtime, whatever its version.</summary>
/// <param name="Providers">Their event filters hold on .NET 10 and later only: handlers must pass over what they did not ask for.</param>
internal sealed record CapturePlan(params IReadOnlyList<SessionProvider> Providers)
{
    /// <summary>Loader, JIT and precompiled code: methods that are compiled while the session runs, and may be gone at its end.</summary>
    public const ulong MethodKeywords = 0x38;

    /// <summary>
    /// What the runtime tells when asked for every method and module that is loaded: Loader, JIT and precompiled code, at the session's end.
    /// </summary>
    public const ulong SymbolRundown = 0x138;

    /// <summary>Nothing but methods that are compiled while the session runs; beside <see cref="SymbolRundown"/>.</summary>
    public static readonly SessionProvider Methods = new(SessionPlan.RuntimeProvider, MethodKeywords, EventLevel.Informational, null);

    /// <summary>How long the runtime may take to name all its methods at the end.</summary>
    public static readonly TimeSpan NamingPatience = TimeSpan.FromSeconds(10);

    /// <summary>The ceiling of the event buffer in the target, which allocates it as needed. Too small a one loses events, and says so.</summary>
    public int BufferMegabytes { get; init; } = 64;

    /// <summary>Whether each event is to carry its stack; .NET 8 sends them always.</summary>
    public bool HasStacks { get; init; }

    /// <summary>Keywords of the rundown provider, 0 for none; see <see cref="SessionRequest.Rundown"/>.</summary>
    public ulong Rundown { get; init; }

    /// <summary>How long the runtime may take to end the session, rundown included, before the stream is cut.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The requests to try in turn: a runtime that does not know one refuses it as an unknown command.</summary>
    public IEnumerable<SessionRequest> RequestsFor(RuntimeIdentity runtime)
    {
        if (runtime.MajorVersion >= 10) yield return Request(IpcCommand.CollectTracing5);
        if (runtime.MajorVersion >= 9) yield return Request(IpcCommand.CollectTracing3);
        yield return Request(IpcCommand.CollectTracing2);
    }

    private SessionRequest Request(IpcCommand command) =>
        new(command, BufferMegabytes, Providers) { HasStacks = HasStacks, Rundown = Rundown };
}
