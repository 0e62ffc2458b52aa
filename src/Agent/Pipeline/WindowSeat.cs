using GcWatch.Analysis;
using GcWatch.Analysis.Windows;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// One watched process's windows. Between its sessions they stay here, so that no other process of its name can take them over; when the process has
/// ended they go into the book, for its successor. Belongs to the process's task.
/// </summary>
internal sealed class WindowSeat(WindowBook book, WindowOwner owner, TimeProvider time) : IDisposable
{
    private LeftWindows? own;

    /// <summary>A view for a session that begins now: it carries on this process's windows, else those of an ended one.</summary>
    /// <param name="identity">Whose view it is.</param>
    /// <param name="wasStalled">Whether the machine stood still between two moments of the session; null where nobody watches it.</param>
    public TargetView Begin(TargetIdentity identity, Func<TimeSpan, TimeSpan, bool>? wasStalled = null)
    {
        LeftWindows? taken = own ?? book.TakeOver(owner);
        own = null;
        wasStalled ??= static (_, _) => false;
        return taken is null
            ? new TargetView(identity) { WasStalled = wasStalled }
            : new TargetView(identity, taken.Windows, time.GetElapsedTime(taken.LeftAt)) { WasStalled = wasStalled };
    }

    /// <summary>The session is over.</summary>
    public void Leave(WindowLegacy windows) => own = new LeftWindows(windows, time.GetTimestamp());

    /// <summary>The process has ended, or is not watched any more.</summary>
    public void Dispose()
    {
        if (own is { } left) book.Leave(owner, left);
        own = null;
    }
}
