namespace GcWatch.Agent.Simulation;

/// <summary>Minutes of a made-up service with its days, weeks, releases and illnesses (the model: docs/detection.md).</summary>
internal sealed class ServiceSimulator
{
    /// <summary>A Monday, so that weeks are whole.</summary>
    private static readonly long FirstMinute = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 60;

    private readonly Chance chance;
    private readonly ServiceCharacter character;
    private readonly List<AnomalyLabel> labels;
    private readonly Lives lives;
    private readonly Promotions promotions;
    private readonly Wander loadFast;
    private readonly Wander loadSlow;
    private readonly Wander allocationNoise;
    private readonly Wander heapNoise;
    private readonly Wander pauseNoise;
    private readonly int days;
    private double nextGen2;

    public ServiceSimulator(int seed, int service, int days, TimeSpan learning)
    {
        this.days = days;
        chance = new Chance(seed, service);
        character = new ServiceCharacter(chance);
        labels = AnomalyPlan.Draw(chance, FirstMinute + (long)learning.TotalMinutes, FirstMinute + (days * 1440));
        lives = new Lives(chance, FirstMinute, labels);
        promotions = new Promotions(chance, FirstMinute, days * 1440);
        (loadFast, loadSlow) = (new Wander(chance, 0.95), new Wander(chance, 0.9995));
        (allocationNoise, heapNoise, pauseNoise) = (new Wander(chance, 0.7), new Wander(chance, 0.9), new Wander(chance, 0.5));
        nextGen2 = FirstMinute;
    }

    public ServiceSeries Run(string name)
    {
        var rows = new List<MinuteRow>(days * 1440);
        for (long minute = FirstMinute; minute < FirstMinute + (days * 1440); minute++) rows.Add(Next(minute));
        return new ServiceSeries(name, rows, labels);
    }

    private MinuteRow Next(long minute)
    {
        long age = lives.Advance(minute);
        double load = Load(minute);
        double allocation = character.Allocation * load * Math.Exp(character.AllocationNoise * allocationNoise.Next()) * Factor(AnomalyKind.Burst, minute);
        double heap = character.Heap * lives.Level * (1 + (character.HeapByLoad * (load - 1)))
            * (1 - (0.6 * Math.Exp(-age / 15.0))) * Math.Exp(0.03 * heapNoise.Next()) * Leaked(minute);
        double pause = character.Pause * Math.Sqrt(heap / character.Heap) * Math.Exp(character.PauseNoise * pauseNoise.Next())
            * (chance.Uniform() < 0.004 ? 2.5 : 1) * Factor(AnomalyKind.Pause, minute);
        return new MinuteRow(minute, TimeSpan.FromMinutes(age), allocation, pause, SeenHeap(minute, heap), 1.3 * heap, 12 * allocation / character.Allocation);
    }

    private double Load(long minute)
    {
        double hour = minute % 1440 / 60.0;
        double day = 1 + (character.Season * Math.Sin(2 * Math.PI * (hour - character.PeakHour + 6) / 24));
        double week = (minute - FirstMinute) / 1440 % 7 >= 5 ? character.Weekend : 1;
        return day * week * promotions.At(minute) * Math.Exp((0.08 * loadFast.Next()) + (0.10 * loadSlow.Next()));
    }

    private double Leaked(long minute)
    {
        AnomalyLabel? leak = labels.Find(label => label.Kind == AnomalyKind.Leak && minute >= label.From && minute <= label.To);
        return leak is null ? 1 : Math.Pow(1 + leak.Factor, (minute - leak.From) / 60.0);
    }

    private double Factor(AnomalyKind kind, long minute) =>
        labels.Find(label => label.Kind == kind && minute >= label.From && minute <= label.To)?.Factor ?? 1;

    /// <summary>The live heap is seen at the end of a gen2 collection and at no other time.</summary>
    private double SeenHeap(long minute, double heap)
    {
        if (minute < nextGen2) return double.NaN;
        nextGen2 = minute + (character.MinutesBetweenGen2 * chance.Uniform(0.7, 1.3));
        return heap;
    }
}
