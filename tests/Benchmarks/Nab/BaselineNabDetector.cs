using GcWatch.Analysis.Baselines;

namespace GcWatch.Benchmarks.Nab;

/// <summary>
/// Our baseline on any series (docs/detection.md): the geometric mean of two robust z-scores, one against the hour of the week by
/// <see cref="SignalBaseline"/>, one against the last rows; an alert that stands is told once.
/// </summary>
internal sealed class BaselineNabDetector : INabDetector
{
    /// <summary>Any series is older than a warm-up.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private static readonly TimeSpan LongestStep = TimeSpan.FromHours(1);

    /// <summary>The share of a series that the benchmark's windows take up: so long an alert stands. Of a live series nobody knows it.</summary>
    private const double HoldingShare = 0.1;

    public string Name => "ours";

    public double[] Score(NabSeries series)
    {
        double[] values = RobustUnit.Of(series.Values.AsSpan(0, series.ProbationaryRows)).Apply(series.Values);
        double[] byHour = ByHour(series.Times, values);
        double[] byRecent = RecentRows.Scores(values);
        double[] both = [.. byHour.Zip(byRecent, (hour, recent) => Math.Sqrt(hour * recent))];
        return [.. Once(both, (int)(HoldingShare * both.Length)).Select(z => z / (1 + z))];
    }

    /// <summary>The signal without a logarithm, since a series may be negative; a value holds until the next, minute by minute.</summary>
    private static double[] ByHour(DateTimeOffset[] times, double[] values)
    {
        var baseline = new SignalBaseline(BaselineSignal.TriggerHeapSlope);
        double[] scores = new double[values.Length];
        DateTimeOffset last = DateTimeOffset.MinValue;
        for (int row = 0; row < values.Length; row++)
        {
            TimeSpan step = row + 1 < times.Length ? times[row + 1] - times[row] : TimeSpan.Zero;
            if (step > LongestStep) step = LongestStep;
            DateTimeOffset end = times[row] + step;
            for (DateTimeOffset minute = times[row]; minute == times[row] || minute < end; minute += TimeSpan.FromMinutes(1))
            {
                // A clock that was set back, as in two of the series, teaches nothing.
                if (minute < last) continue;
                last = minute;
                double z = Math.Abs(baseline.Advance(minute, values[row], Age).ZScore);
                if (minute == times[row]) scores[row] = z;
            }
        }

        return scores;
    }

    /// <summary>Only what exceeds everything in so many rows before it is news.</summary>
    private static double[] Once(double[] scores, int rows)
    {
        double[] news = new double[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            double before = 0;
            foreach (double earlier in scores.AsSpan(Math.Max(0, row - rows), Math.Min(row, rows))) before = Math.Max(before, earlier);
            if (scores[row] > before) news[row] = scores[row];
        }

        return news;
    }
}
