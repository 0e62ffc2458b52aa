namespace GcWatch.Lab.Services;

/// <summary>Noise that remembers: a normal distribution of deviation 1 whose values are alike for about so long (Ornstein–Uhlenbeck).</summary>
internal sealed class Wander(Random random, double memorySeconds)
{
    private TimeSpan last;

    public double Value { get; private set; }

    /// <param name="age">Never less than before.</param>
    public double At(TimeSpan age)
    {
        double kept = Math.Exp(-(age - last).TotalSeconds / memorySeconds);
        last = age;
        return Value = (kept * Value) + (Math.Sqrt(1 - (kept * kept)) * Normal());
    }

    /// <summary>Box and Muller's.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
