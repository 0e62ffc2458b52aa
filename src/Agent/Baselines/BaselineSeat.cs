using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// One watched process's copy of its service's baseline, for its whole life. Used by its session's loop, and between sessions by its task; what
/// others see of it are the immutable states that it hands in.
/// </summary>
internal sealed class BaselineSeat : IDisposable
{
    private readonly BaselineBook book;
    private readonly ServiceBaseline baseline = new();
    private readonly ImmutableArray<ExcludedSpan> excluded;
    private ServiceBaselineState? adopted;
    private DateTimeOffset? firstMinute;
    private DateTimeOffset lastMinute;
    private bool mayBorrow;
    private int round;

    /// <summary>Under the book's lock.</summary>
    public BaselineSeat(BaselineBook book, ServiceKey service, ServicePage page)
    {
        this.book = book;
        Service = service;
        Page = page;
        excluded = book.ExcludedOf(service);
        round = book.Round;
        adopted = page.History;
        mayBorrow = page.Learnt is null;
        if (page.Learnt is { } learnt) Restore(learnt);
        Judge = new BaselineJudge(baseline);
    }

    public ServiceKey Service { get; }

    public ServicePage Page { get; }

    public BaselineJudge Judge { get; }

    /// <summary>What time it is for judgement.</summary>
    public DateTimeOffset Now => book.Clock.Now;

    /// <summary>Taking over other hours empties the windows in which hot minutes are counted, so not while a rule counts any.</summary>
    private bool IsQuiet => Judge.Latest?.Signals.All(signal => signal.HotMinutes == 0 || HotRule.Of(signal.Signal).HotMinutes > signal.OfMinutes) ?? true;

    /// <summary>At each tick, after the judge.</summary>
    public void Advance()
    {
        if (Judge.Latest is { } latest && latest.Minute != lastMinute) NextMinute(latest);
        if (Page.History is { } history && history != adopted && IsQuiet) Adopt(history);
        if (book.Round == round) return;
        round = book.Round;
        book.Take(this, HandIn());
    }

    public void Dispose() => book.Close(this, HandIn());

    private void NextMinute(ServiceJudgement latest)
    {
        if (HourOfWeek.Number(latest.Minute) != HourOfWeek.Number(lastMinute)) Forget(HourOfWeek.Number(lastMinute), latest.Minute);
        firstMinute ??= latest.Minute;
        lastMinute = latest.Minute;
        if (mayBorrow && latest.State != BaselineState.None) BorrowShape();
    }

    /// <summary>The hour that is over has been learnt before anybody can look: it is forgotten where it was not to be learnt.</summary>
    private void Forget(long hour, DateTimeOffset now)
    {
        foreach (ExcludedSpan span in excluded.Where(span => span.HasOfHour(hour))) baseline.Exclude(span.From, span.To, now);
    }

    /// <summary>Once, as soon as the first own hour says how high it lies.</summary>
    private void BorrowShape()
    {
        mayBorrow = false;
        if (Page.History is null && book.SiblingOf(Service) is { } sibling) Restore(BaselineBlend.Borrow(sibling, baseline.Save()));
    }

    private void Adopt(ServiceBaselineState history)
    {
        adopted = history;
        mayBorrow = false;
        Restore(BaselineBlend.Into(history, baseline.Save(), HourOfWeek.Number(Now)));
    }

    private void Restore(ServiceBaselineState state)
    {
        baseline.Restore(state);
        foreach (ExcludedSpan span in excluded) baseline.Exclude(span.From, span.To, Now);
    }

    private HandIn HandIn() => new(baseline.Save(), firstMinute is { } first ? lastMinute - first + TimeSpan.FromMinutes(1) : TimeSpan.Zero);
}
