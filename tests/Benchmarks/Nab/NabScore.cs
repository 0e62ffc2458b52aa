namespace GcWatch.Benchmarks.Nab;

/// <summary>
/// The benchmark's own score (Lavin, Ahmad 2015, and NAB's sweep): the earliest alarm in a window earns by a scaled sigmoid of its place, each
/// alarm outside costs by how far behind the last window it is, each window missed costs; at the one threshold that is best over all series;
/// 0 is a detector that never alarms, 100 a perfect one.
/// </summary>
internal sealed record NabScore(double Normalised, double Threshold, int Found, int Windows, int FalseAlarms)
{
    private const double FarBehind = 3;

    /// <param name="series">All of them.</param>
    /// <param name="scores">0–1 for each row of each.</param>
    /// <param name="weights">Of the profile.</param>
    public static NabScore Of(IReadOnlyList<NabSeries> series, IReadOnlyList<double[]> scores, NabWeights weights)
    {
        List<Alarm> alarms = [.. series.SelectMany((one, at) => Alarms(one, scores[at], weights, at)).OrderByDescending(alarm => alarm.Score)];
        // Windows that lie in the probationary rows altogether count for nobody.
        int windows = series.Sum(one => one.Windows.Count(window => window.Last >= one.ProbationaryRows));
        var found = new Dictionary<(int, int), double>();
        double nothing = -weights.FalseNegative * windows;
        double perfect = weights.TruePositive * windows;
        var best = new NabScore(0, 1.1, 0, windows, 0);
        double cost = 0, earned = 0;
        int outside = 0;
        for (int at = 0; at < alarms.Count; at++)
        {
            Alarm alarm = alarms[at];
            if (alarm.Window < 0)
            {
                cost += alarm.Worth;
                outside++;
            }
            else
            {
                double before = found.GetValueOrDefault((alarm.Series, alarm.Window), -weights.FalseNegative);
                double now = Math.Max(before, alarm.Worth);
                earned += now - before;
                found[(alarm.Series, alarm.Window)] = now;
            }

            if (at + 1 < alarms.Count && alarms[at + 1].Score == alarm.Score) continue;
            double normalised = 100 * (earned + cost) / (perfect - nothing);
            if (normalised > best.Normalised) best = new NabScore(normalised, alarm.Score, found.Count, windows, outside);
        }

        return best;
    }

    /// <summary>1 far to the left of a window's end, 0 at it, −1 far behind.</summary>
    public static double ScaledSigmoid(double place) => place >= FarBehind ? -1 : (2 / (1 + Math.Exp(5 * place))) - 1;

    private static IEnumerable<Alarm> Alarms(NabSeries series, double[] scores, NabWeights weights, int number)
    {
        int next = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            while (next < series.Windows.Length && row > series.Windows[next].Last) next++;
            bool isInside = next < series.Windows.Length && row >= series.Windows[next].First;
            if (row < series.ProbationaryRows) continue;
            yield return isInside
                ? new Alarm(scores[row], Inside(series.Windows[next], row) * weights.TruePositive, number, next)
                : new Alarm(scores[row], Outside(next == 0 ? null : series.Windows[next - 1], row) * weights.FalsePositive, number, -1);
        }
    }

    private static double Inside((int First, int Last) window, int row) =>
        ScaledSigmoid(-(window.Last - row + 1.0) / (window.Last - window.First + 1)) / ScaledSigmoid(-1);

    private static double Outside((int First, int Last)? window, int row) =>
        window is { } before ? ScaledSigmoid((row - before.Last) / (double)(before.Last - before.First)) : -1;

    /// <summary>What a row is worth if the threshold lies below its score.</summary>
    private readonly record struct Alarm(double Score, double Worth, int Series, int Window);
}
