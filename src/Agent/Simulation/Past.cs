namespace GcWatch.Agent.Simulation;

/// <summary>What was put so many minutes ago.</summary>
/// <param name="minutes">How far back it goes.</param>
internal sealed class Past(int minutes)
{
    private readonly float[] kept = new float[minutes];
    private long count;

    public void Put(double value) => kept[count++ % minutes] = (float)value;

    /// <summary>Negative infinity if it was not yet.</summary>
    public double Ago(int minutesAgo) => minutesAgo >= count ? double.NegativeInfinity : kept[(count - 1 - minutesAgo) % minutes];
}
