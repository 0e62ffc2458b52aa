namespace GcWatch.Agent.Simulation;

/// <summary>
/// The processes of a simulated service: a restart every two to six days, a quarter of them with another level of the heap. A leak is one
/// process's: no restart falls into it, and one ends it.
/// </summary>
internal sealed class Lives
{
    private const double DeploysWithStep = 0.25;
    private const double Step = 0.10;

    private readonly Chance chance;
    private readonly List<AnomalyLabel> leaks;
    private long startedAt;
    private long endsAt;

    public Lives(Chance chance, long first, List<AnomalyLabel> labels)
    {
        this.chance = chance;
        leaks = [.. labels.Where(label => label.Kind == AnomalyKind.Leak)];
        startedAt = first;
        endsAt = first + NextLife();
    }

    /// <summary>Multiple of the first process's heap.</summary>
    public double Level { get; private set; } = 1;

    /// <returns>The age of the process in minutes.</returns>
    public long Advance(long minute)
    {
        bool isLeaking = leaks.Exists(leak => minute >= leak.From && minute <= leak.To);
        bool isAfterLeak = leaks.Exists(leak => minute == leak.To + 1);
        if (isAfterLeak || (minute >= endsAt && !isLeaking))
        {
            (startedAt, endsAt) = (minute, minute + NextLife());
            if (chance.Uniform() < DeploysWithStep) Level *= Math.Exp(Step * chance.Normal());
        }

        return minute - startedAt;
    }

    private long NextLife() => (long)chance.Uniform(2 * 1440, 6 * 1440);
}
