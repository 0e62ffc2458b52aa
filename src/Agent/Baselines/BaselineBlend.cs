using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// Puts together what was learnt in several places (docs/decisions/0013-baseline-book.md). Each has a base of its own: a signal's value is
/// its hour's median plus the level, and how much of it is in which is chance. So the hours of one are moved onto the base of the other first.
/// </summary>
internal static class BaselineBlend
{
    /// <summary>An own level that has not followed for longer is older than the history's.</summary>
    private const int FreshHours = 2;

    private const int SecondsOfHour = 3600;

    /// <summary>
    /// The hours and the spread of a history, which has seen all processes for a month; the level and the hour in progress as learnt live, which
    /// is a minute old. Where the history has no hour, the live one stays.
    /// </summary>
    /// <param name="history">What was loaded.</param>
    /// <param name="live">What was learnt by the minute; its base is kept.</param>
    /// <param name="hour">Number of the hour that it is now.</param>
    public static ServiceBaselineState Into(ServiceBaselineState history, ServiceBaselineState live, long hour) =>
        ForEach(live, history, (own, loaded) => Into(loaded, own, hour));

    /// <summary>
    /// The shape and the spread of a sibling at the height of the first own hours: how much a service allocates differs from one environment
    /// to the other, the course of its day less so.
    /// </summary>
    public static ServiceBaselineState Borrow(ServiceBaselineState sibling, ServiceBaselineState own) =>
        ForEach(own, sibling, (mine, other) => mine.FirstHour is null ? mine : Laid(other, mine) with { Level = mine.Level, FirstHour = mine.FirstHour });

    /// <summary>How far the hours of one lie above those of the other, as a difference of logarithms; 0 where nothing says.</summary>
    public static double Offset(SignalBaselineState of, SignalBaselineState from)
    {
        double shared = MedianDifference(of.Medians, place => from.Medians[place]);
        if (!double.IsNaN(shared)) return shared;
        if (from.FirstHour is null) return 0;
        var profile = new SignalBaseline(from.Signal);
        profile.Restore(from);
        double byProfile = MedianDifference(of.Medians, place => profile.ProfileAt(MiddleOf(place)));
        return double.IsNaN(byProfile) ? 0 : byProfile;
    }

    /// <summary>The same learnt hours on a base that lies so much higher.</summary>
    public static SignalBaselineState Raised(SignalBaselineState state, double by) =>
        by == 0 ? state : state with { Medians = [.. state.Medians.Select(median => (float)(median + by))], Level = state.Level - by };

    private static SignalBaselineState Into(SignalBaselineState history, SignalBaselineState live, long hour)
    {
        if (live.FirstHour is not { } first) return InHourOf(history, live);
        SignalBaselineState laid = Laid(history, live);
        double level = live.Hour >= hour - FreshHours ? live.Level : laid.Level;
        return laid with { Level = level, FirstHour = Math.Min(first, history.FirstHour ?? first) };
    }

    /// <summary>One over the other: the upper on the base of the lower, and the lower where the upper has nothing.</summary>
    private static SignalBaselineState Laid(SignalBaselineState upper, SignalBaselineState lower)
    {
        SignalBaselineState raised = Raised(upper, Offset(lower, upper));
        return InHourOf(raised, lower) with
        {
            Medians = Over(raised.Medians, lower.Medians),
            Residuals = Over(raised.Residuals, lower.Residuals),
        };
    }

    private static SignalBaselineState InHourOf(SignalBaselineState state, SignalBaselineState live) =>
        state with { Hour = live.Hour, HourValues = live.HourValues, HourHotMinutes = live.HourHotMinutes };

    private static ServiceBaselineState ForEach(
        ServiceBaselineState live, ServiceBaselineState loaded, Func<SignalBaselineState, SignalBaselineState, SignalBaselineState> blend) =>
        new([
            .. from signal in BaselineSignals.All
               let own = live.Signals.FirstOrDefault(state => state.Signal == signal)
               let other = loaded.Signals.FirstOrDefault(state => state.Signal == signal)
               where own is not null || other is not null
               select own is null ? other : other is null ? own : blend(own, other),
        ]);

    private static ImmutableArray<float> Over(ImmutableArray<float> upper, ImmutableArray<float> lower) =>
        [.. upper.Select((value, place) => float.IsNaN(value) ? lower[place] : value)];

    private static double MedianDifference(ImmutableArray<float> medians, Func<int, double> other)
    {
        double[] differences = [.. medians.Select((median, place) => float.IsNaN(median) ? double.NaN : median - other(place)).Where(double.IsFinite).Order()];
        return Middle(differences);
    }

    /// <summary>The median of ascending values; NaN of none.</summary>
    public static double Middle(ReadOnlySpan<double> ascending) =>
        ascending.IsEmpty ? double.NaN : (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;

    /// <summary>Some moment in the middle of an hour with this place in the cycle of four weeks.</summary>
    private static DateTimeOffset MiddleOf(int place)
    {
        long cycle = 4 * HourOfWeek.InWeek;
        long hour = cycle + place - HourOfWeek.InCycle(0);
        return DateTimeOffset.FromUnixTimeSeconds((hour * SecondsOfHour) + (SecondsOfHour / 2));
    }
}
