namespace GcWatch.Agent.Simulation;

/// <summary>How one detector did on a set of series (definitions: docs/detection.md).</summary>
internal sealed class Score
{
    private const double MinutesInWeek = 7 * 1440;

    /// <summary>An alert so long after the end of an anomaly still belongs to it.</summary>
    private const long Grace = 60;

    private readonly List<double>[] delays = [[], [], [], []];
    private readonly int[] labelled = new int[4];
    private readonly int[] falseAlerts = new int[3];
    private double weeks;

    /// <summary>Anomalies found: one that is told of twice is one.</summary>
    public int TrueAlerts => delays.Sum(kind => kind.Count);

    public int FalseAlerts => falseAlerts.Sum();

    /// <summary>NaN without alerts.</summary>
    public double Precision => (double)TrueAlerts / (TrueAlerts + FalseAlerts);

    public double FalsePerServiceWeek => FalseAlerts / weeks;

    public int FalseAlertsOf(AnomalyKind kind) => falseAlerts[(int)kind];

    public int Labelled(ScoreKind kind) => labelled[(int)kind];

    /// <summary>Share found; NaN if there was nothing to find.</summary>
    public double Recall(ScoreKind kind) => (double)delays[(int)kind].Count / labelled[(int)kind];

    /// <summary>Median over what was found, minutes; NaN if nothing was.</summary>
    public double MedianDelay(ScoreKind kind)
    {
        double[] sorted = [.. delays[(int)kind].Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <param name="series">What was judged.</param>
    /// <param name="alerts">What the detector said of it.</param>
    /// <param name="from">The first minute that counts.</param>
    public void Add(ServiceSeries series, AlertLog alerts, long from)
    {
        List<AnomalyLabel> labels = [.. series.Labels.Where(label => label.To >= from)];
        foreach (AnomalyKind kind in Enum.GetValues<AnomalyKind>())
        {
            falseAlerts[(int)kind] += alerts.Starts(kind, from).Count(start => !labels.Exists(label => IsOf(label, kind, start)));
        }

        foreach (AnomalyLabel label in labels.Where(label => label.From >= from))
        {
            int kind = (int)KindOf(label);
            labelled[kind]++;
            if (alerts.First(label) is { } first) delays[kind].Add(first - label.From);
        }

        weeks += Math.Max(0, series.Rows[^1].Minute - from + 1) / MinutesInWeek;
    }

    /// <summary>An alert of another kind is false even while something is wrong; but a leaking heap makes pauses longer.</summary>
    private static bool IsOf(AnomalyLabel label, AnomalyKind alert, long start) =>
        (label.Kind == alert || (label.Kind == AnomalyKind.Leak && alert == AnomalyKind.Pause)) && start >= label.From && start <= label.To + Grace;

    private static ScoreKind KindOf(AnomalyLabel label) => label.Kind switch
    {
        AnomalyKind.Leak => ScoreKind.Leak,
        AnomalyKind.Burst => ScoreKind.Burst,
        AnomalyKind.Pause => label.Factor < 2 ? ScoreKind.SmallPause : ScoreKind.Pause,
        _ => throw new ArgumentOutOfRangeException(nameof(label), label.Kind, "not one of the closed set"),
    };
}
