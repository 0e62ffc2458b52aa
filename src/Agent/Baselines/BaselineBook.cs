using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>A service's baseline as it is kept.</summary>
/// <param name="Service">Whose.</param>
/// <param name="LearntAt">When it was last added to, by the clock of judgement.</param>
/// <param name="State">All that was learnt.</param>
internal sealed record KeptBaseline(ServiceKey Service, DateTimeOffset LearntAt, ServiceBaselineState State);

/// <summary>
/// What each service has learnt, for its next process. Every process learns on a copy of its own, which its loop alone touches; from time to time all
/// hand in what they have learnt, as plain values, and the book makes one of it (docs/decisions/0013-baseline-book.md). Used by all targets' tasks.
/// </summary>
internal sealed class BaselineBook(JudgeClock clock, ImmutableArray<ExcludedSpan> excluded)
{
    /// <summary>Services that are not watched any more are kept up to this number: 60 KB each.</summary>
    public const int Capacity = 250;

    /// <summary>After so long nothing of it would count.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(35);

    private readonly Dictionary<ServiceKey, ServicePage> pages = [];
    private readonly Lock gate = new();
    private int round;

    public JudgeClock Clock => clock;

    /// <summary>A higher number than before asks each process to hand in.</summary>
    public int Round => Volatile.Read(ref round);

    public int Count
    {
        get
        {
            lock (gate) return pages.Count;
        }
    }

    /// <summary>The services that are watched now.</summary>
    public IReadOnlyList<ServiceKey> Watched
    {
        get
        {
            lock (gate) return [.. pages.Where(entry => entry.Value.IsWatched).Select(entry => entry.Key)];
        }
    }

    /// <summary>What is not to be learnt of a service.</summary>
    public ImmutableArray<ExcludedSpan> ExcludedOf(ServiceKey service) => [.. excluded.Where(span => span.Holds(service))];

    /// <summary>A process is watched from now on: it begins with what its service has learnt.</summary>
    public BaselineSeat Open(ServiceKey service)
    {
        lock (gate)
        {
            ServicePage page = PageOf(service);
            page.Settle(clock.Now);
            var seat = new BaselineSeat(this, service, page);
            page.Enter(seat);
            return seat;
        }
    }

    public void Take(BaselineSeat seat, HandIn handIn)
    {
        lock (gate) seat.Page.Take(seat, handIn);
    }

    /// <summary>The process has ended, or is not watched any more.</summary>
    public void Close(BaselineSeat seat, HandIn last)
    {
        lock (gate)
        {
            seat.Page.Take(seat, last);
            seat.Page.Leave(seat);
            if (!seat.Page.IsWatched) seat.Page.Settle(clock.Now);
            DropOld();
        }
    }

    /// <summary>Asks all processes to hand in; they do at their next tick, a second later.</summary>
    public void AskAll() => Interlocked.Increment(ref round);

    /// <summary>All services as they have learnt until now.</summary>
    public ImmutableArray<KeptBaseline> Gather()
    {
        lock (gate)
        {
            foreach (ServicePage page in pages.Values) page.Settle(clock.Now);
            DropOld();
            return [.. pages.Select(entry => entry.Value.Learnt is { } learnt ? new KeptBaseline(entry.Key, entry.Value.LearntAt, learnt) : null).OfType<KeptBaseline>()];
        }
    }

    /// <summary>Goes on from what was kept; before anything is watched.</summary>
    public void Restore(IEnumerable<KeptBaseline> kept)
    {
        lock (gate)
        {
            foreach (KeptBaseline baseline in kept) PageOf(baseline.Service).Learn(baseline.State, baseline.LearntAt);
            DropOld();
        }
    }

    /// <summary>A service's hours were loaded from elsewhere.</summary>
    public void Load(ServiceKey service, ServiceBaselineState history)
    {
        lock (gate)
        {
            if (!pages.TryGetValue(service, out ServicePage? page)) return;
            page.Settle(clock.Now);
            page.Load(history, clock.Now);
        }
    }

    /// <summary>
    /// What the same service has learnt in another environment or namespace, where that is at least a day: of the same namespace first, then of the
    /// same environment, then whoever has learnt longest.
    /// </summary>
    public ServiceBaselineState? SiblingOf(ServiceKey service)
    {
        lock (gate)
        {
            return (from entry in pages
                    where entry.Key.Service == service.Service && entry.Key != service
                    where entry.Value.Learnt is { } learnt && FirstHour(learnt) <= HourOfWeek.Number(clock.Now) - 24
                    orderby entry.Key.Namespace == service.Namespace descending, entry.Key.Env == service.Env descending, FirstHour(entry.Value.Learnt)
                    select entry.Value.Learnt).FirstOrDefault();
        }
    }

    private static long? FirstHour(ServiceBaselineState? state) => state?.Signals.Min(signal => signal.FirstHour);

    private ServicePage PageOf(ServiceKey service)
    {
        if (!pages.TryGetValue(service, out ServicePage? page)) pages.Add(service, page = new ServicePage());
        return page;
    }

    private void DropOld()
    {
        ServiceKey[] idle = [.. pages.Where(entry => !entry.Value.IsWatched).OrderByDescending(entry => entry.Value.LearntAt).Select(entry => entry.Key)];
        foreach (ServiceKey old in idle.Where((key, place) => place >= Capacity || clock.Now - pages[key].LearntAt > Longest)) pages.Remove(old);
    }
}
