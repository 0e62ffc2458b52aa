using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

/// <summary>A whole service: its load has days, its heap follows it in part.</summary>
internal sealed class ServiceStory
{
    private const double Heap = 1e9;
    private const double HeapByLoad = 0.4;

    private readonly Random chance = new(11);

    public ServiceBaseline Baseline { get; } = new();

    public DateTimeOffset Now { get; private set; } = SignalStory.Monday;

    public TimeSpan Age { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Multiple of the load beyond its days.</summary>
    public double Load { get; set; } = 1;

    /// <summary>Multiple of the heap beyond what the load makes of it.</summary>
    public double Leaked { get; set; } = 1;

    public int Alerts { get; private set; }

    public ServiceStory Go(double hours, double leakPerHour = 0)
    {
        for (int minute = 0; minute < 60 * hours; minute++)
        {
            Leaked *= Math.Pow(1 + leakPerHour, 1 / 60.0);
            if (Baseline.Advance(Minute()).Leak.IsFiring) Alerts++;
            Now += TimeSpan.FromMinutes(1);
            Age += TimeSpan.FromMinutes(1);
        }

        return this;
    }

    public MinuteValues Minute()
    {
        double load = Load * (1 + (0.6 * Math.Sin(2 * Math.PI * Now.TimeOfDay.TotalHours / 24)));
        return new MinuteValues(Now, Age)
        {
            [BaselineSignal.AllocationRate] = 1e7 * load * Noise(0.1),
            [BaselineSignal.LiveHeap] = Now.Minute % 5 == 0 ? Heap * Leaked * (1 - HeapByLoad + (HeapByLoad * load)) * Noise(0.03) : double.NaN,
        };
    }

    private double Noise(double spread) => Math.Exp(spread * (chance.NextDouble() + chance.NextDouble() - 1));
}
