namespace GcWatch.Analysis.Baselines;

/// <summary>One minute of a service: a value for each signal that has one.</summary>
/// <param name="minute">When it began.</param>
/// <param name="processAge">Of the process that was measured; smaller than before means another process.</param>
public sealed class MinuteValues(DateTimeOffset minute, TimeSpan processAge)
{
    private readonly double[] values = Empty();

    public DateTimeOffset Minute => minute;

    public TimeSpan ProcessAge => processAge;

    /// <summary>In the signal's unit; NaN if the minute has none.</summary>
    public double this[BaselineSignal signal]
    {
        get => values[(int)signal];
        set => values[(int)signal] = value;
    }


    private static double[] Empty()
    {
        double[] empty = new double[BaselineSignals.All.Length];
        Array.Fill(empty, double.NaN);
        return empty;
    }
}
