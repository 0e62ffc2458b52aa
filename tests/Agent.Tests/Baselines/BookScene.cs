using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>A book, a clock, and processes that live by it.</summary>
internal sealed class BookScene
{
    public static readonly ServiceKey Shop = new("web", "shop", "prod");

    public BookScene(DateTimeOffset? now = null, params string[] excluded)
    {
        Time = new FakeTimeProvider(now ?? SteadyService.Beginning);
        Book = new BaselineBook(new JudgeClock(Time, 1), [.. excluded.Select(ExcludedSpan.Parse).OfType<ExcludedSpan>()]);
    }

    public FakeTimeProvider Time { get; }

    public BaselineBook Book { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A process that the agent attaches to.</summary>
    /// <param name="service">Of which service; the shop if not given.</param>
    /// <param name="age">How old it is.</param>
    public WatchedProcess Start(ServiceKey? service = null, TimeSpan age = default) => new(Book.Open(service ?? Shop), Now - age);

    /// <summary>All live for a time, minute by minute.</summary>
    public void Live(TimeSpan time, Func<DateTimeOffset, MinuteFigures> figures, params WatchedProcess[] processes)
    {
        for (DateTimeOffset end = Now + time; Now < end;)
        {
            DateTimeOffset minute = Now;
            Time.Advance(TimeSpan.FromMinutes(1));
            foreach (WatchedProcess process in processes) process.Live(minute, figures(minute));
        }
    }

    /// <summary>All that is learnt, with what the processes hand in at their next tick.</summary>
    public ServiceBaselineState? Gather(Func<DateTimeOffset, MinuteFigures> figures, params WatchedProcess[] processes)
    {
        Book.AskAll();
        Live(TimeSpan.FromMinutes(1), figures, processes);
        return Book.Gather().SingleOrDefault(kept => kept.Service == Shop)?.State;
    }
}
