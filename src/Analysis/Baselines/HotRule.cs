namespace GcWatch.Analysis.Baselines;

/// <summary>When a minute is hot, and how many hot minutes fire (the table of docs/detection.md).</summary>
/// <param name="ZScore">z above which a minute may be hot.</param>
/// <param name="Ratio">Multiple of the centre above which a minute may be hot.</param>
/// <param name="HotMinutes">So many hot minutes …</param>
/// <param name="OfMinutes">… of so many fire.</param>
/// <param name="SustainedZScore">
/// Fires also when the mean of z over <paramref name="OfMinutes"/> is above it (and the mean ratio above <paramref name="Ratio"/>): a
/// shift that is too small for single minutes but does not go away. The mean of ten minutes has about half the spread of one.
/// </param>
public sealed record HotRule(double ZScore, double Ratio, int HotMinutes, int OfMinutes, double SustainedZScore)
{
    /// <summary>The mean ratio that goes with it.</summary>
    public double SustainedRatio { get; init; } = Ratio;

    private static readonly HotRule Allocation = new(5, 2.0, 4, 5, 4.0) { SustainedRatio = 2.6 };
    private static readonly HotRule Pause = new(4, 1.4, 8, 10, 2.5);
    private static readonly HotRule Heap = new(5, 1.35, 12, 15, double.PositiveInfinity);

    /// <summary>For signals without a rule: their hot minutes are not learnt, but nothing fires.</summary>
    private static readonly HotRule Silent = new(5, 2.0, int.MaxValue, 15, double.PositiveInfinity);

    public static HotRule Of(BaselineSignal signal) => signal switch
    {
        BaselineSignal.AllocationRate => Allocation,
        BaselineSignal.PauseP99 => Pause,
        BaselineSignal.LiveHeap => Heap,
        _ => Silent,
    };

    /// <summary>The same, less sensitive: while little has been learnt.</summary>
    /// <param name="multiplier">1 changes nothing.</param>
    public HotRule Widened(double multiplier) => multiplier == 1
        ? this
        : this with { ZScore = ZScore * multiplier, Ratio = 1 + ((Ratio - 1) * multiplier), SustainedRatio = 1 + ((SustainedRatio - 1) * multiplier), SustainedZScore = SustainedZScore * multiplier };
}
