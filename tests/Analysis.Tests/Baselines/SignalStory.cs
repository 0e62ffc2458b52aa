using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

/// <summary>One signal of a service, told minute by minute; 1e6 is usual. Begins on a Monday, 00:00 UTC.</summary>
internal sealed class SignalStory(BaselineSignal signal = BaselineSignal.AllocationRate)
{
    public const double Usual = 1e6;

    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public SignalBaseline Baseline { get; } = new(signal);

    public DateTimeOffset Now { get; set; } = Monday;

    public TimeSpan Age { get; set; } = TimeSpan.FromDays(9);

    public SignalJudgement Last { get; private set; } = new(
        signal, double.NaN, double.NaN, 0, 0, 0, 0, false, 0, 0, false, false, BaselineState.None);

    /// <summary>A month of hours that are all alike, up to now: scale and centre are known, and the signal stands at 1e6.</summary>
    public SignalStory Known(double spread = 0.05)
    {
        long now = HourOfWeek.Number(Now);
        for (long hour = now - (4 * HourOfWeek.InWeek); hour < now; hour++) Baseline.Learn(hour, Hour(Usual, spread));
        return this;
    }

    /// <summary>So many minutes at a multiple of the usual.</summary>
    public SignalStory Go(int minutes, double ratio = 1) => Go(minutes, _ => ratio);

    public SignalStory Go(int minutes, Func<DateTimeOffset, double> ratio)
    {
        for (int minute = 0; minute < minutes; minute++)
        {
            Last = Baseline.Advance(Now, Usual * ratio(Now), Age);
            Now += TimeSpan.FromMinutes(1);
            Age += TimeSpan.FromMinutes(1);
        }

        return this;
    }

    public SignalStory Hours(int hours, double ratio = 1) => Go(60 * hours, ratio);

    /// <summary>Quartiles about a value whose normal spread is given.</summary>
    public HourQuartiles Hour(double value, double spread)
    {
        double y = signal.ToLog(value);
        return new HourQuartiles(y - (0.6745 * spread), y, y + (0.6745 * spread));
    }
}
