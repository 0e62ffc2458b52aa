namespace GcWatch.Agent.Simulation;

/// <summary>
/// When a simulated service is ill: two leaks, two bursts, two pause regressions, apart from each other, after the days of learning.
/// </summary>
internal static class AnomalyPlan
{
    private const int Attempts = 1000;
    private const int Apart = 180;
    private const double LongestLeakHours = 36;
    private const double LargestLeak = 2.2;

    /// <param name="chance">Where the draws come from.</param>
    /// <param name="from">First minute that may be ill.</param>
    /// <param name="to">First minute after the last that may.</param>
    public static List<AnomalyLabel> Draw(Chance chance, long from, long to)
    {
        var labels = new List<AnomalyLabel>();
        foreach (AnomalyKind kind in (AnomalyKind[])[AnomalyKind.Leak, AnomalyKind.Leak, AnomalyKind.Burst, AnomalyKind.Burst, AnomalyKind.Pause, AnomalyKind.Pause])
        {
            (double factor, double minutes) = Shape(chance, kind);
            Place(chance, labels, new AnomalyLabel(kind, from, from + (long)minutes - 1, factor), to);
        }

        return labels;
    }

    private static (double Factor, double Minutes) Shape(Chance chance, AnomalyKind kind)
    {
        double factor = kind switch
        {
            AnomalyKind.Leak => chance.LogUniform(0.01, 0.12),
            AnomalyKind.Burst => chance.Uniform(3.5, 7.5),
            AnomalyKind.Pause => chance.Uniform(1.8, 3.8),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not one of the closed set"),
        };
        double minutes = kind switch
        {
            AnomalyKind.Leak => 60 * Math.Min(LongestLeakHours, Math.Log(LargestLeak) / Math.Log(1 + factor)),
            AnomalyKind.Burst => chance.Uniform(10, 90),
            // The design says nothing of how long a regression lasts.
            _ => chance.LogUniform(60, 480),
        };
        return (factor, minutes);
    }

    private static void Place(Chance chance, List<AnomalyLabel> labels, AnomalyLabel label, long to)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long start = label.From + (long)chance.Uniform(0, to - label.From - label.Minutes);
            AnomalyLabel placed = label with { From = start, To = start + label.Minutes - 1 };
            if (placed.To >= to || labels.Any(other => placed.From <= other.To + Apart && other.From <= placed.To + Apart)) continue;
            labels.Add(placed);
            return;
        }
    }
}
