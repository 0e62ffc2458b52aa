using System.Collections.Concurrent;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// Fetches each watched service's month from where it is kept: at first sight, then each hour. A history that cannot be had is said once, and asked
/// again with a back-off: nothing waits for it. One loop.
/// </summary>
internal sealed class BaselineHistoryLoader(IBaselineHistory source, BaselineBook book, TimeProvider time, ILogger log)
{
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How soon a service that is new is seen.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ServiceKey, ServiceLoad> loads = new();
    private readonly BackOff backOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
    private DateTimeOffset notBefore;
    private bool isFailing;
    private long failures;

    public long Failures => Interlocked.Read(ref failures);

    /// <summary>Since the hours of some watched service were loaded, or since it has been waiting for its first; the longest. Null if none is watched.</summary>
    public TimeSpan? Age => loads.Values.Select(load => (TimeSpan?)(time.GetUtcNow() - (load.LoadedAt ?? load.SeenAt))).Max();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await LoadDueAsync(stop).ConfigureAwait(false);
            await Task.Delay(Look, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Loads what is due; the first failure ends the round, as the next service would meet the same server.</summary>
    public async Task LoadDueAsync(CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        NoteWatched(now);
        if (now < notBefore) return;
        foreach ((ServiceKey service, ServiceLoad load) in loads)
        {
            if (now - load.LoadedAt < Interval) continue;
            if (!await TryLoadAsync(service, now, stop).ConfigureAwait(false)) return;
            loads[service] = load with { LoadedAt = now };
        }
    }

    private void NoteWatched(DateTimeOffset now)
    {
        HashSet<ServiceKey> watched = [.. book.Watched];
        foreach (ServiceKey service in watched) loads.TryAdd(service, new ServiceLoad(now, null));
        foreach (ServiceKey gone in loads.Keys.Where(service => !watched.Contains(service))) loads.TryRemove(gone, out _);
    }

    private async Task<bool> TryLoadAsync(ServiceKey service, DateTimeOffset now, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            IReadOnlyList<HistoryHour> hours = await source.LoadAsync(service, now - Span, now, both.Token).ConfigureAwait(false);
            if (Learn(service, hours, now) is { Signals.IsEmpty: false } learnt) book.Load(service, learnt);
        }
        catch (BaselineHistoryException failure)
        {
            NoteFailure(service, failure.Message, now);
            return false;
        }
        catch (OperationCanceledException)
        {
            if (!stop.IsCancellationRequested) NoteFailure(service, "no answer in time", now);
            return false;
        }

        if (isFailing) log.HistoryLoadedAgain();
        isFailing = false;
        backOff.Reset();
        return true;
    }

    /// <summary>Hour after hour, as if it had been watched. The hour that is not over is learnt live.</summary>
    private ServiceBaselineState Learn(ServiceKey service, IReadOnlyList<HistoryHour> hours, DateTimeOffset now)
    {
        var baseline = new ServiceBaseline();
        var excluded = book.ExcludedOf(service);
        foreach (HistoryHour hour in hours.Where(hour => hour.Hour < HourOfWeek.Number(now)).OrderBy(hour => hour.Hour))
        {
            if (!IsWhole(hour) || excluded.Any(span => span.HasOfHour(hour.Hour))) continue;
            baseline.Learn(hour.Signal, hour.Hour, HourQuartiles.Of(hour.Signal, hour.Q25, hour.Q50, hour.Q75));
        }

        return baseline.Save();
    }

    private static bool IsWhole(HistoryHour hour) =>
        hour.Hour >= 0 && double.IsFinite(hour.Q25) && double.IsFinite(hour.Q50) && double.IsFinite(hour.Q75);

    private void NoteFailure(ServiceKey service, string reason, DateTimeOffset now)
    {
        Interlocked.Increment(ref failures);
        TimeSpan delay = backOff.Take();
        notBefore = now + delay;
        if (!isFailing) log.HistoryFailed(service.Service, reason, delay);
        isFailing = true;
    }

    /// <param name="SeenAt">When the service was first seen.</param>
    /// <param name="LoadedAt">When its history was loaded last; null before the first time.</param>
    private sealed record ServiceLoad(DateTimeOffset SeenAt, DateTimeOffset? LoadedAt);
}
