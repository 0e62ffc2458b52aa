namespace GcWatch.Agent.Tests.Baselines;

/// <summary>A service of which each minute can be told beforehand: a day's course, a quieter weekend, and noise that is the same at each run.</summary>
internal sealed class SteadyService(int seed)
{
    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public MinuteFigures At(DateTimeOffset minute)
    {
        double hours = (minute - Beginning).TotalHours;
        bool isWeekend = minute.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        double load = (1 + (0.5 * Math.Sin(2 * Math.PI * (hours - 8) / 24))) * (isWeekend ? 0.6 : 1);
        var noise = new Random((seed * 1_000_003) + (int)((minute - Beginning).Ticks / TimeSpan.TicksPerMinute));
        return new MinuteFigures(
            40e6 * load * Math.Exp(0.15 * Normal(noise)),
            0.006 * Math.Exp(0.15 * Normal(noise)),
            200e6 * (1 + (0.1 * (load - 1))) * Math.Exp(0.05 * Normal(noise)));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>What a process did in one minute.</summary>
/// <param name="AllocationRate">Bytes a second.</param>
/// <param name="PauseP99">Seconds.</param>
/// <param name="LiveHeap">Bytes at the end of a full collection in it.</param>
internal readonly record struct MinuteFigures(double AllocationRate, double PauseP99, double LiveHeap)
{
    public MinuteFigures Times(double factor) => new(AllocationRate * factor, PauseP99 * factor, LiveHeap * factor);
}
