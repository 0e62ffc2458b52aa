using System.Globalization;

namespace GcWatch.Agent.Simulation;

/// <summary>Mean and standard deviation over seeds; of what is not known in any, NaN.</summary>
internal readonly record struct Spread(double Mean, double Deviation)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length == 0) return new Spread(double.NaN, double.NaN);
        double mean = known.Average();
        double variance = known.Length == 1 ? 0 : known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1);
        return new Spread(mean, Math.Sqrt(variance));
    }

    /// <param name="scale">100 for a percentage.</param>
    /// <param name="format">Of both numbers.</param>
    public string Text(double scale, string format) => double.IsNaN(Mean)
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{(Mean * scale).ToString(format, CultureInfo.InvariantCulture)} ± {(Deviation * scale).ToString(format, CultureInfo.InvariantCulture)}");
}
