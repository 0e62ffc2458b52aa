namespace GcWatch.Lab.Services;

/// <summary>Says how many objects of a leak are due.</summary>
/// <param name="bytesPerSecond">The leak's speed.</param>
/// <param name="bytesPerObject">With all that hangs on it.</param>
internal sealed class LeakDue(double bytesPerSecond, int bytesPerObject)
{
    public static readonly WorkloadOption KilobytesPerSecond = new("leak-kb-per-second", 100) { Minimum = 0.1 };

    private long leaked;

    public static LeakDue Of(WorkloadContext context, int bytesPerObject) =>
        new(context.Number(KilobytesPerSecond) * WorkloadOption.BytesPerKilobyte, bytesPerObject);

    /// <param name="age">Time since the leak began.</param>
    public int Take(TimeSpan age)
    {
        long due = (long)(age.TotalSeconds * bytesPerSecond / bytesPerObject) - leaked;
        leaked += due;
        return (int)due;
    }
}
