namespace GcWatch.Benchmarks.Nab;

/// <summary>
/// The benchmark's own simple detector: how far out a value lies in a normal distribution laid through the last 6,400 rows, which moves by a
/// hundred rows at a time once it is full. Its published score shows whether ours is counted as theirs.
/// </summary>
internal sealed class WindowedGaussian : INabDetector
{
    private const int Rows = 6400;
    private const int Step = 100;
    private const double LeastDeviation = 1e-6;

    /// <summary>More digits tell values apart that are all equally impossible; with them the score is 40.1.</summary>
    private const int Digits = 12;

    public string Name => "windowed-gaussian";

    public double[] Score(NabSeries series)
    {
        double[] scores = new double[series.Values.Length];
        (double sum, double squares, int first, int end) = (0, 0, 0, 0);
        void Move(int to, int sign, ref int from)
        {
            for (; from < to; from++)
            {
                sum += sign * series.Values[from];
                squares += sign * series.Values[from] * series.Values[from];
            }
        }

        for (int row = 1; row < scores.Length; row++)
        {
            if (row <= Rows || (row - Rows) % Step == 0)
            {
                Move(row, 1, ref end);
                Move(row - Rows, -1, ref first);
            }

            double mean = sum / (end - first);
            double deviation = Math.Sqrt(Math.Max(0, (squares / (end - first)) - (mean * mean)));
            double tail = NormalTail.Beyond(Math.Abs(series.Values[row] - mean) / Math.Max(deviation, LeastDeviation));
            scores[row] = Math.Round(1 - tail, Digits);
        }

        return scores;
    }
}
