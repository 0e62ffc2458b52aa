using GcWatch.Agent.Options;
using GcWatch.Analysis.Baselines;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// Gathers what was learnt at set intervals and keeps it in a file, if one is configured. A disk that fails is said once and counted; nothing else
/// depends on it. One loop; <see cref="Save"/> is never called twice at once.
/// </summary>
internal sealed class BaselineKeeper(BaselinesOptions options, BaselineBook book, ServiceKey owner, TimeProvider time, ILogger log)
{
    /// <summary>A tick comes each second.</summary>
    private static readonly TimeSpan HandInPatience = TimeSpan.FromSeconds(1.5);

    private readonly SnapshotFile? file = options.SnapshotFile is { } path ? new SnapshotFile(path) : null;
    private readonly Lock gate = new();
    private bool isFailing;
    private long failures;
    private DateTimeOffset? savedAt;

    /// <summary>Null where no file is configured.</summary>
    public long? Failures => file is null ? null : Interlocked.Read(ref failures);

    /// <summary>How old the newest snapshot on the disk is; null where there is none.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (gate) return time.GetUtcNow() - savedAt;
        }
    }

    /// <summary>Goes on from the file, before anything is watched. One that is of no use is set aside.</summary>
    public void Load()
    {
        if (file is null) return;
        try
        {
            if (file.Read() is { } reading) Take(file, reading);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref failures);
            log.SnapshotUnreadable(file.Path, unreadable.Message);
        }
    }

    /// <summary>Until <paramref name="stop"/>. What is in the file is never older than the interval, the time to hand in included.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(options.SnapshotInterval - (2 * HandInPatience), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            book.AskAll();
            await Task.Delay(HandInPatience, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested) Save();
        }
    }

    /// <summary>Takes what was handed in, and writes it down where there is a file.</summary>
    public void Save()
    {
        var snapshot = new BaselineSnapshot(owner, time.GetUtcNow(), book.Clock.Now, book.Clock.Scale, book.Gather());
        if (file is null) return;
        try
        {
            file.Write(snapshot);
            lock (gate) savedAt = snapshot.SavedAt;
            if (isFailing) log.SnapshotSavedAgain(file.Path);
            isFailing = false;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            NoteFailure(file.Path, unwritable.Message);
        }
    }

    public void NoteFailure(string path, string reason)
    {
        Interlocked.Increment(ref failures);
        if (!isFailing) log.SnapshotFailed(path, reason, options.SnapshotInterval);
        isFailing = true;
    }

    private void Take(SnapshotFile snapshots, SnapshotReading reading)
    {
        switch (reading)
        {
            case SnapshotReading.Refused refused:
                SetAside(snapshots, refused.Reason);
                break;
            case SnapshotReading.Whole whole when Objection(whole.Snapshot) is { } objection:
                SetAside(snapshots, objection);
                break;
            case SnapshotReading.Whole { Snapshot: var snapshot }:
                book.Clock.GoOnFrom(snapshot.JudgedAt, snapshot.SavedAt);
                book.Restore(snapshot.Baselines);
                lock (gate) savedAt = snapshot.SavedAt;
                log.SnapshotLoaded(snapshot.Baselines.Length, snapshots.Path, time.GetUtcNow() - snapshot.SavedAt);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reading), reading, "not one of the closed set");
        }
    }

    /// <summary>Why a whole snapshot is not this agent's; null if it is.</summary>
    private string? Objection(BaselineSnapshot snapshot)
    {
        ServiceKey other = snapshot.Owner;
        bool isForeign = Differs(owner.Namespace, other.Namespace) || Differs(owner.Service, other.Service) || Differs(owner.Env, other.Env);
        if (isForeign) return $"belongs to another agent, of namespace \"{other.Namespace}\", service \"{other.Service}\", env \"{other.Env}\"";
        return snapshot.TimeScale == book.Clock.Scale ? null : FormattableString.Invariant($"was learnt at a time scale of {snapshot.TimeScale}, not {book.Clock.Scale}");
    }

    /// <summary>An agent that was not told one of them watches any.</summary>
    private static bool Differs(string own, string other) => own.Length > 0 && other.Length > 0 && own != other;

    private void SetAside(SnapshotFile snapshots, string reason)
    {
        string aside;
        try
        {
            aside = snapshots.SetAside(time.GetUtcNow());
        }
        catch (Exception unmovable) when (unmovable is IOException or UnauthorizedAccessException)
        {
            aside = $"still there ({unmovable.Message})";
        }

        log.SnapshotRefused(snapshots.Path, reason, aside);
    }
}
