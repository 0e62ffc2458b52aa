namespace GcWatch.Analysis.Baselines;

/// <summary>Names and consequences of the cold-start states.</summary>
public static class BaselineStates
{
    private const int Day = 24;

    /// <summary>For people; <c>gcwatch_baseline_state</c> has the number.</summary>
    public static string Label(this BaselineState state) => state switch
    {
        BaselineState.None => "none",
        BaselineState.Borrowed => "borrowed",
        BaselineState.HourOfDay => "hour_of_day",
        BaselineState.HourOfWeek => "hour_of_week",
        BaselineState.Full => "full",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not one of the closed set"),
    };

    /// <summary>By how much the limits are widened. A week has not been seen before its end: weekends surprise.</summary>
    public static double Multiplier(this BaselineState state) => state switch
    {
        BaselineState.None or BaselineState.Borrowed => 1.5,
        BaselineState.HourOfDay => 1.25,
        _ => 1,
    };

    /// <param name="hours">Hours since the first one that was learnt.</param>
    public static BaselineState After(long hours) => hours switch
    {
        < 1 => BaselineState.None,
        < Day => BaselineState.Borrowed,
        < 7 * Day => BaselineState.HourOfDay,
        < 28 * Day => BaselineState.HourOfWeek,
        _ => BaselineState.Full,
    };
}
