using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>One service in the book. All but <see cref="History"/> under the book's lock.</summary>
internal sealed class ServicePage
{
    private readonly HashSet<BaselineSeat> seats = [];
    private readonly Dictionary<BaselineSeat, HandIn> handIns = [];
    private volatile ServiceBaselineState? history;

    /// <summary>What a new process of the service begins with; null before anything was learnt.</summary>
    public ServiceBaselineState? Learnt { get; private set; }

    /// <summary>When that was last added to, by the clock of judgement.</summary>
    public DateTimeOffset LearntAt { get; private set; }

    public bool IsWatched => seats.Count > 0;

    /// <summary>What was loaded last from elsewhere; each seat takes it over when its process is quiet.</summary>
    public ServiceBaselineState? History => history;

    public void Enter(BaselineSeat seat) => seats.Add(seat);

    public void Leave(BaselineSeat seat) => seats.Remove(seat);

    /// <summary>Of one process the last one counts; what it knows is no more than what it began with is not news.</summary>
    public void Take(BaselineSeat seat, HandIn handIn)
    {
        if (handIn.Watched > TimeSpan.Zero) handIns[seat] = handIn;
    }

    /// <summary>Takes what all processes have handed in for the service's own.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (handIns.Count == 0) return;
        Learn(BaselineMerge.Of(handIns.Values), now);
        handIns.Clear();
    }

    public void Learn(ServiceBaselineState state, DateTimeOffset now) => (Learnt, LearntAt) = (state, now);

    public void Load(ServiceBaselineState loaded, DateTimeOffset now)
    {
        Learn(Learnt is { } learnt ? BaselineBlend.Into(loaded, learnt, HourOfWeek.Number(now)) : loaded, now);
        history = loaded;
    }
}
