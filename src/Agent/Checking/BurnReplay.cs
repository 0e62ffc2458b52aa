using GcWatch.Agent.Rules;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>How often an alert would have fired.</summary>
/// <param name="Alert">Which.</param>
/// <param name="Times">How many times it began.</param>
/// <param name="InAll">For how long altogether.</param>
/// <param name="First">When it began first.</param>
internal sealed record AlertFirings(BurnWindow Alert, int Times, TimeSpan InAll, DateTimeOffset First);

/// <summary>
/// The burn-rate alerts over a past week, as the rules would have decided, to five minutes. A window that reaches back beyond the week
/// holds what there is of it, as it does for a service that is new.
/// </summary>
internal sealed class BurnReplay
{
    /// <summary>What sums over a week may be off: a share that is just the limit is not above it.</summary>
    private const double Rounding = 1e-9;

    private readonly Promise promise;
    private readonly int leastPauses;
    private readonly double[] good;
    private readonly double[] bad;

    /// <param name="promise">Whose alerts.</param>
    /// <param name="counts">What was good and bad by it.</param>
    /// <param name="leastPauses">A promise that counts pauses needs so many in the hour.</param>
    public BurnReplay(Promise promise, SliceCounts counts, int leastPauses)
    {
        this.promise = promise;
        this.leastPauses = promise is Promise.Pause { Indicator: PauseIndicator.Events } ? leastPauses : 0;
        good = Running(counts.Good);
        bad = Running(counts.Bad);
    }

    /// <param name="begin">The beginning of the first slice.</param>
    public IReadOnlyList<AlertFirings> Run(DateTimeOffset begin) =>
        [.. BurnWindow.Of(promise.Tier).Select(window => Run(window, begin)).OfType<AlertFirings>()];

    private AlertFirings? Run(BurnWindow window, DateTimeOffset begin)
    {
        int patience = (int)(window.For / SliceCounts.Slice);
        int held = 0;
        int times = 0;
        int slices = 0;
        int first = 0;
        for (int end = 1; end < good.Length; end++)
        {
            held = Holds(window, end) ? held + 1 : 0;
            if (held <= patience) continue;
            if (held == patience + 1) times++;
            if (slices++ == 0) first = end;
        }

        return times == 0 ? null : new AlertFirings(window, times, SliceCounts.Slice * slices, begin + (SliceCounts.Slice * first));
    }

    private bool Holds(BurnWindow window, int end) =>
        Share(end, window.Long) > (window.Rate * promise.ErrorBudget) + Rounding
        && Share(end, window.Short) > (window.Rate * promise.ErrorBudget) + Rounding
        && In(good, end, SliceCounts.PerHour) + In(bad, end, SliceCounts.PerHour) >= leastPauses;

    /// <summary>The bad share of what ended in the window; 0 where there was nothing.</summary>
    private double Share(int end, TimeSpan window)
    {
        int slices = (int)(window / SliceCounts.Slice);
        double of = In(bad, end, slices);
        double all = of + In(good, end, slices);
        return all > 0 ? of / all : 0;
    }

    private static double In(double[] running, int end, int slices) => running[end] - running[Math.Max(0, end - slices)];

    private static double[] Running(double[] slices)
    {
        double[] sums = new double[slices.Length + 1];
        for (int i = 0; i < slices.Length; i++) sums[i + 1] = sums[i] + (double.IsNaN(slices[i]) ? 0 : slices[i]);
        return sums;
    }
}
