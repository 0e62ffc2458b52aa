namespace GcWatch.Agent.Checking;

/// <summary>What was good and bad in each slice of five minutes; NaN where a slice is not known.</summary>
/// <param name="Good">How many, in each slice.</param>
/// <param name="Bad">How many, in each slice.</param>
internal sealed record SliceCounts(double[] Good, double[] Bad)
{
    public const int PerHour = 12;
    public const int PerDay = 24 * PerHour;
    public const int Days = 7;
    public const int InWeek = Days * PerDay;

    public static readonly TimeSpan Slice = TimeSpan.FromMinutes(5);

    /// <summary>All that was good.</summary>
    public double AllGood => Sum(Good);

    /// <summary>All that was bad.</summary>
    public double AllBad => Sum(Bad);

    /// <summary>Days of which at least half is known.</summary>
    public int WatchedDays => Good.Chunk(PerDay).Count(day => day.Count(value => !double.IsNaN(value)) >= PerDay / 2);

    /// <summary>Nothing is known.</summary>
    public static double[] Unknown()
    {
        double[] slices = new double[InWeek];
        Array.Fill(slices, double.NaN);
        return slices;
    }

    private static double Sum(double[] slices) => slices.Where(value => !double.IsNaN(value)).Sum();
}
