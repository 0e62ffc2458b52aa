using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>
/// Four weeks of one signal: hourly medians for the centre and, of the last seven days, the quartiles of what the centre did not explain
/// for the scale. 5.4 KB. The same hours in the same order give the same history, whether watched live or loaded from elsewhere.
/// </summary>
internal sealed class HourlyHistory
{
    private const int Hours = 4 * HourOfWeek.InWeek;
    private const int ScaleHours = HourOfWeek.InWeek;

    /// <summary>The least scale: no service is steadier than 4 %.</summary>
    private const double LeastScale = 0.04;

    /// <summary>Until six hours are known.</summary>
    private const double FirstScale = 0.25;

    /// <summary>Of no hour, shared by all that have learnt none: it must not learn.</summary>
    public static readonly HourlyHistory None = new();

    private readonly float[] medians = new float[Hours];
    private readonly ResidualRing residuals = new(ScaleHours);
    private readonly SeasonalCenter center = new();

    public HourlyHistory() => Array.Fill(medians, float.NaN);

    public HourlyHistory(ImmutableArray<float> savedMedians, ImmutableArray<float> savedResiduals)
        : this()
    {
        savedMedians.AsSpan()[..Math.Min(Hours, savedMedians.Length)].CopyTo(medians);
        residuals.Restore(savedResiduals.AsSpan());
        Refresh();
    }

    /// <summary>1.4826 × the median absolute residual over seven days.</summary>
    public double Scale { get; private set; } = FirstScale;

    public ImmutableArray<float> Medians => [.. medians];

    public ImmutableArray<float> Residuals => residuals.Save();

    public double CenterAt(DateTimeOffset moment) => center.At(moment);

    public double CenterAt(long hour) => center.At(hour);

    /// <param name="hour">Number of the hour (<see cref="HourOfWeek.Number"/>).</param>
    /// <param name="aboveLevel">Quartiles of y less the level.</param>
    public void Learn(long hour, HourQuartiles aboveLevel)
    {
        // Judged by the centre as it was before: a centre that has seen the hour itself would flatter the scale.
        residuals.Put(hour, aboveLevel.Minus(center.At(hour)));
        medians[HourOfWeek.InCycle(hour)] = (float)aboveLevel.Q50;
        Refresh();
    }

    /// <summary>Forgets the hours from first to last (both included), as far as the four weeks before now go.</summary>
    public void Exclude(long first, long last, long now)
    {
        for (long hour = Math.Max(first, now - Hours + 1); hour <= Math.Min(last, now); hour++)
        {
            medians[HourOfWeek.InCycle(hour)] = float.NaN;
            if (hour > now - ScaleHours) residuals.Forget(hour);
        }

        Refresh();
    }

    private void Refresh()
    {
        center.Learn(medians);
        double spread = residuals.Spread();
        Scale = double.IsNaN(spread) ? FirstScale : Math.Max(spread, LeastScale);
    }
}
