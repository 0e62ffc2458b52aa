namespace GcWatch.Agent.Simulation;

/// <summary>Mean and standard deviation of the last values; NaN takes a place and counts nothing.</summary>
/// <param name="length">How many places.</param>
internal sealed class MovingMoments(int length)
{
    private readonly double[] kept = new double[length];
    private int next;
    private int filled;
    private double sum;
    private double squares;

    public int Count { get; private set; }

    public double Mean => sum / Count;

    public double Deviation => Math.Sqrt(Math.Max(0, (squares / Count) - (Mean * Mean)));

    public void Put(double value)
    {
        if (filled == length) Weigh(kept[next], -1);
        filled = Math.Min(filled + 1, length);
        Weigh(value, 1);
        kept[next] = value;
        next = (next + 1) % length;
    }

    private void Weigh(double value, int sign)
    {
        if (double.IsNaN(value)) return;
        Count += sign;
        sum += sign * value;
        squares += sign * value * value;
    }
}
