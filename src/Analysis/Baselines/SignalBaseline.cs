namespace GcWatch.Analysis.Baselines;

/// <summary>
/// What is usual for one signal of one service, and what is not (formulas: docs/detection.md). One minute after the other; not thread-safe;
/// some 5 KB, of which the history of hours, 4 KB, comes with the first of them.
/// </summary>
public sealed class SignalBaseline
{
    /// <summary>A younger process warms up: not judged, not learnt.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan RebaseIsNews = TimeSpan.FromHours(1);

    private readonly BaselineSignal signal;
    private readonly HotWindow window;
    private readonly BaselineLevel level = new();
    private HourlyHistory history = HourlyHistory.None;
    private HourInProgress hour = new(long.MinValue);
    private long? firstHour;
    private bool isBorrowed;

    public SignalBaseline(BaselineSignal signal)
    {
        this.signal = signal;
        window = new HotWindow(HotRule.Of(signal).OfMinutes);
    }

    /// <summary>Above this many spreads a minute is hot, if the ratio is out of the ordinary too.</summary>
    public HotRule RuleAt(DateTimeOffset minute) => HotRule.Of(signal).Widened(StateAt(minute).Multiplier());

    public BaselineState StateAt(DateTimeOffset minute)
    {
        BaselineState own = firstHour is { } first ? BaselineStates.After(HourOfWeek.Number(minute) - first) : BaselineState.None;
        return own == BaselineState.None && isBorrowed ? BaselineState.Borrowed : own;
    }

    /// <summary>The hour-of-week profile without the level, on the logarithmic scale; 0 before anything was learnt.</summary>
    public double ProfileAt(DateTimeOffset minute) => history.CenterAt(minute);

    /// <summary>The same in the middle of an hour (<see cref="HourOfWeek.Number"/>).</summary>
    public double ProfileAt(long hourNumber) => history.CenterAt(hourNumber);

    /// <param name="minute">Wall clock; never before the last one.</param>
    /// <param name="value">In the signal's unit; NaN if the minute has none.</param>
    /// <param name="processAge">Of the process that it was measured in.</param>
    /// <param name="isIll">Something else says that the minute is not to be learnt.</param>
    public SignalJudgement Advance(DateTimeOffset minute, double value, TimeSpan processAge, bool isIll = false)
    {
        CloseHour(HourOfWeek.Number(minute));
        if (!double.IsFinite(value)) return Judge(minute, double.NaN, double.NaN, isHot: false);
        double y = signal.ToLog(value);
        double residual = y - history.CenterAt(minute) - level.Value;
        if (processAge < Youth)
        {
            window.Clear();
            return Judge(minute, value, residual, isHot: false);
        }

        bool isHot = IsHot(minute, residual);
        window.Put(minute, isHot, residual / history.Scale, residual);
        SignalJudgement judgement = Judge(minute, value, residual, isHot);
        hour.Add(y, isHot || isIll);
        if (!isHot && !isIll && !judgement.IsFiring && firstHour is not null) level.Follow(residual, processAge);
        if (level.GiveIn(minute, judgement.IsFiring, window.MeanResidual, processAge)) window.Clear();
        return judgement;
    }

    /// <summary>Takes an hour's quartiles from elsewhere, such as a Prometheus server; oldest hour first.</summary>
    /// <param name="hourNumber">See <see cref="HourOfWeek.Number"/>.</param>
    /// <param name="quartiles">On the logarithmic scale.</param>
    public void Learn(long hourNumber, HourQuartiles quartiles)
    {
        if (firstHour is null)
        {
            level.Value = quartiles.Q50;
        }
        else
        {
            double residual = quartiles.Q50 - history.CenterAt(hourNumber) - level.Value;
            if (IsHot(DateTimeOffset.FromUnixTimeSeconds(hourNumber * 3600), residual)) return;
            level.FollowHour(residual);
        }

        firstHour ??= hourNumber;
        Remember(hourNumber, quartiles);
    }

    /// <summary>Forgets what was learnt in a span after the fact. The level keeps what it has; it forgets by itself in a day.</summary>
    public void Exclude(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (history != HourlyHistory.None) history.Exclude(HourOfWeek.Number(from), HourOfWeek.Number(to), HourOfWeek.Number(now));
        if (hour.Hour >= HourOfWeek.Number(from) && hour.Hour <= HourOfWeek.Number(to)) hour = new HourInProgress(hour.Hour);
    }

    public SignalBaselineState Save() =>
        new(signal, firstHour, level.Value, history.Medians, history.Residuals, hour.Hour, hour.Values, hour.HotMinutes);

    public void Restore(SignalBaselineState saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        history = new HourlyHistory(saved.Medians, saved.Residuals);
        hour = new HourInProgress(saved.Hour, saved.HourValues, saved.HourHotMinutes);
        level.Value = saved.Level;
        firstHour = saved.FirstHour;
        window.Clear();
    }

    /// <summary>Begins with what a sibling or the version before has learnt, until a day of its own has come.</summary>
    public void Borrow(SignalBaselineState sibling)
    {
        Restore(sibling);
        isBorrowed = sibling.FirstHour is not null;
        hour = new HourInProgress(long.MinValue);
        firstHour = null;
    }

    private void CloseHour(long now)
    {
        if (now == hour.Hour) return;
        long over = hour.Hour;
        if (hour.Close(now) is not { } quartiles) return;
        if (firstHour is null && !isBorrowed) level.Value = quartiles.Q50;
        firstHour ??= over;
        Remember(over, quartiles);
    }

    private void Remember(long hourNumber, HourQuartiles quartiles)
    {
        if (history == HourlyHistory.None) history = new HourlyHistory();
        history.Learn(hourNumber, quartiles.Minus(level.Value));
    }

    private bool IsHot(DateTimeOffset minute, double residual)
    {
        HotRule rule = RuleAt(minute);
        return StateAt(minute) != BaselineState.None && residual / history.Scale > rule.ZScore && Math.Exp(residual) > rule.Ratio;
    }

    private SignalJudgement Judge(DateTimeOffset minute, double value, double residual, bool isHot)
    {
        HotRule rule = RuleAt(minute);
        double center = signal.FromLog(history.CenterAt(minute) + level.Value);
        bool isFiring = StateAt(minute) != BaselineState.None && window.Fires(rule);
        bool isRebased = minute - level.RebasedAt < RebaseIsNews;
        return new SignalJudgement(signal, value, center, level.Value, history.Scale, Math.Exp(residual), residual / history.Scale,
            isHot, window.HotMinutes, rule.OfMinutes, isFiring, isRebased, StateAt(minute));
    }
}
