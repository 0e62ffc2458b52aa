using GcWatch.Analysis.Windows;

namespace GcWatch.Agent.Pipeline;

/// <summary>Whose windows: everything that stays the same when a service's process is started again, so not the pid.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Env">The deployment environment; empty if unknown.</param>
/// <param name="Namespace">The namespace; empty if unknown.</param>
/// <param name="Pod">The pod's name; empty if unknown. It stays when a container is started again; a pod put in its place has another.</param>
/// <param name="Program">The managed program's name.</param>
internal readonly record struct WindowOwner(string Service, string Env, string Namespace, string Pod, string Program);

/// <summary>Windows without a session.</summary>
/// <param name="Windows">As the last session left them.</param>
/// <param name="LeftAt">When, as a timestamp of the clock that is handed around here.</param>
internal sealed record LeftWindows(WindowLegacy Windows, long LeftAt);

/// <summary>
/// The windows of processes that have ended, for their successors. Each is taken over once, so twelve processes of one name never share any.
/// Few and not for long: each weighs up to 150 KB, and after an hour all that is in it is too old. Used by all targets' tasks.
/// </summary>
internal sealed class WindowBook(TimeProvider time)
{
    public const int Capacity = 256;

    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>In the order in which they were left.</summary>
    private readonly List<(WindowOwner Owner, LeftWindows Left)> entries = [];
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate) return entries.Count;
        }
    }

    public void Leave(WindowOwner owner, LeftWindows left)
    {
        lock (gate)
        {
            DropOld();
            if (entries.Count == Capacity) entries.RemoveAt(0);
            entries.Add((owner, left));
        }
    }

    /// <summary>The owner's windows that were left last, and they are the caller's now; null if there are none.</summary>
    public LeftWindows? TakeOver(WindowOwner owner)
    {
        lock (gate)
        {
            DropOld();
            int found = entries.FindLastIndex(entry => entry.Owner == owner);
            if (found < 0) return null;
            LeftWindows left = entries[found].Left;
            entries.RemoveAt(found);
            return left;
        }
    }

    private void DropOld() => entries.RemoveAll(entry => time.GetElapsedTime(entry.Left.LeftAt) >= Longest);
}
