namespace GcWatch.Agent.Simulation;

/// <summary>The mean of 30 days: exact until then, a decaying one after.</summary>
internal sealed class RunningMean
{
    private const int Month = 30 * 1440;

    private long count;

    /// <summary>NaN before the first value.</summary>
    public double Value { get; private set; } = double.NaN;

    public void Put(double value)
    {
        if (!double.IsFinite(value)) return;
        count = Math.Min(count + 1, Month);
        Value = count == 1 ? value : Value + ((value - Value) / count);
    }
}
