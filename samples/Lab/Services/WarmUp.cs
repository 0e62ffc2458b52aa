namespace GcWatch.Lab.Services;

/// <summary>How a cache fills: from 40 % on, ever more slowly.</summary>
internal static class WarmUp
{
    private const double Missing = 0.6;

    public static readonly WorkloadOption Seconds = new("warm-up-seconds", 2) { Minimum = 0.01 };

    /// <param name="age">Since it was empty.</param>
    /// <param name="seconds">Until what is missing has shrunk to 37 %.</param>
    public static double Share(TimeSpan age, double seconds) => 1 - (Missing * Math.Exp(-age.TotalSeconds / seconds));
}
