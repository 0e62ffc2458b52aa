namespace GcWatch.Lab.Services;

/// <summary>What is asked of a service: a gentle wave each day, and noise. The live heap follows a little.</summary>
internal sealed class ServiceRhythm
{
    private const double Wave = 0.25;
    private const double LoadNoise = 0.10;
    private const double HeapNoise = 0.015;
    private const double HeapPart = 0.2;

    /// <summary>Noise is alike for ten minutes of the service's day.</summary>
    private const double MemoryShareOfDay = 1.0 / 144;

    public static readonly WorkloadOption DaySeconds = new("day-seconds", 144) { Minimum = 1 };
    public static readonly WorkloadOption Seed = new("seed", 17) { IsWhole = true };

    private readonly Wander load;
    private readonly Wander heap;
    private readonly double daySeconds;
    private readonly double warmUpSeconds;
    private readonly double phase;

    public ServiceRhythm(WorkloadContext context)
    {
        Random random = new((int)context.Number(Seed));
        daySeconds = context.Number(DaySeconds);
        warmUpSeconds = context.Number(WarmUp.Seconds);
        phase = random.NextDouble();
        load = new Wander(random, daySeconds * MemoryShareOfDay);
        heap = new Wander(random, daySeconds * MemoryShareOfDay);
    }

    /// <summary>1 on average.</summary>
    public double Load { get; private set; } = 1;

    /// <summary>How many times its mean the live heap is.</summary>
    public double Heap { get; private set; } = 1;

    public void Advance(TimeSpan age)
    {
        double wave = Wave * Math.Sin(2 * Math.PI * ((age.TotalSeconds / daySeconds) + phase));
        Load = (1 + wave) * Math.Exp(LoadNoise * load.At(age));
        Heap = (1 + (HeapPart * wave)) * Math.Exp(HeapNoise * heap.At(age)) * WarmUp.Share(age, warmUpSeconds);
    }
}
