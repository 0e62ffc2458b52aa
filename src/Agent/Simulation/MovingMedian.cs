namespace GcWatch.Agent.Simulation;

/// <summary>The median of the last values, kept in order.</summary>
/// <param name="length">How many.</param>
internal sealed class MovingMedian(int length)
{
    private readonly double[] arrived = new double[length];
    private readonly List<double> sorted = new(length);
    private int next;

    /// <summary>NaN before the first value.</summary>
    public double Value => sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    public void Put(double value)
    {
        if (sorted.Count == length) sorted.RemoveAt(sorted.BinarySearch(arrived[next]));
        int at = sorted.BinarySearch(value);
        sorted.Insert(at < 0 ? ~at : at, value);
        arrived[next] = value;
        next = (next + 1) % length;
    }
}
