namespace GcWatch.Benchmarks.Nab;

/// <summary>How far a value lies from the median of the last 2,000 rows, in spreads that the quartiles or the outer twentieths tell.</summary>
internal static class RecentRows
{
    private const int Rows = 2000;
    private const int Fewest = 20;
    private const double LeastSpread = 0.05;
    private const double NormalQuartiles = 1.349;
    private const double NormalTwentieths = 3.29;

    public static double[] Scores(double[] values)
    {
        double[] scores = new double[values.Length];
        var sorted = new List<double>(Rows);
        double At(double share) => sorted[(int)(share * (sorted.Count - 1))];
        for (int row = 0; row < values.Length; row++)
        {
            if (sorted.Count > Fewest)
            {
                double spread = Math.Max((At(0.75) - At(0.25)) / NormalQuartiles, (At(0.95) - At(0.05)) / NormalTwentieths);
                scores[row] = Math.Abs(values[row] - At(0.5)) / Math.Max(LeastSpread, spread);
            }

            if (row >= Rows) sorted.RemoveAt(sorted.BinarySearch(values[row - Rows]));
            int place = sorted.BinarySearch(values[row]);
            sorted.Insert(place < 0 ? ~place : place, values[row]);
        }

        return scores;
    }
}
