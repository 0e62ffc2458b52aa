namespace GcWatch.Analysis.Baselines;

/// <summary>
/// Finds a live heap that grows steadily (docs/detection.md): Theil–Sen slope and Kendall's τ over 3 to 24 hours of one process life, of
/// what neither the hour of the week nor the load explains. The live heap is seen only when a gen2 collection completes. Not thread-safe.
/// </summary>
public sealed class LeakDetector
{
    private const double LeastTau = 0.75;
    private const int FewestPoints = 4;

    /// <summary>Of the rise, by Mann and Kendall: four points in order are chance once in 24 times.</summary>
    private const double LeastSignificance = 3;

    /// <summary>A growth of fewer standard errors of its own is noise.</summary>
    private const double StandardErrors = 3.5;

    /// <summary>An hour's start-up is growth, and no leak.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(60);

    private static readonly TimeSpan Holding = TimeSpan.FromMinutes(30);

    private readonly LiveHeapTrack track = new();
    private readonly HeapNoise asSeen = new();
    private readonly HeapNoise lessLoad = new();
    private readonly double[] x = new double[12];
    private readonly double[] y = new double[12];
    private TimeSpan lastAge;
    private long lastBin;
    private DateTimeOffset lastFiring;
    private LeakVerdict verdict = LeakVerdict.Unknown;

    /// <param name="minute">Wall clock.</param>
    /// <param name="heap">ln(live heap) less its hour-of-week profile; NaN unless a gen2 collection completed in this minute.</param>
    /// <param name="byLoad">How much of it an unusual load explains (<see cref="HeapByLoad"/>).</param>
    /// <param name="processAge">A smaller one than before is another process.</param>
    /// <param name="caution">Widens the limits while little has been learnt; 1 once it has.</param>
    public LeakVerdict Advance(DateTimeOffset minute, double heap, double byLoad, TimeSpan processAge, double caution = 1)
    {
        if (processAge < lastAge) Restart();
        lastAge = processAge;
        if (!double.IsFinite(heap) || processAge < Youth) return verdict;
        long bin = LiveHeapTrack.Bin(minute);
        if (bin != lastBin && lastBin != 0) verdict = Hold(minute, Judge(lastBin, caution));
        if (bin / 6 != lastBin / 6) LearnHalfHour(lastBin / 6 * 6);
        track.Put(bin, heap, byLoad);
        lastBin = bin;
        return verdict;
    }

    private void Restart()
    {
        track.Clear();
        asSeen.Break();
        lessLoad.Break();
        (lastBin, verdict) = (0, LeakVerdict.Unknown);
    }

    private LeakVerdict Hold(DateTimeOffset minute, LeakVerdict next)
    {
        if (next.IsFiring) lastFiring = minute;
        return verdict.IsFiring && !next.IsFiring && minute - lastFiring < Holding ? verdict : next;
    }

    private void LearnHalfHour(long firstBin)
    {
        if (firstBin == 0 || verdict.IsFiring) return;
        asSeen.Put(track.Heap(firstBin, 6, 0));
        lessLoad.Put(track.Heap(firstBin, 6, 1));
    }

    private LeakVerdict Judge(long bin, double caution)
    {
        LeakVerdict best = LeakVerdict.Unknown;
        foreach (LeakWindow window in LeakWindow.All)
        {
            LeakVerdict next = Judge(window, bin, caution);
            if (next.IsFiring) return next;
            if (next.IsKnown) best = next;
        }

        return best;
    }

    /// <summary>Growth that a busy day explains is no leak; nor is one that is seen only after the load was taken off.</summary>
    private LeakVerdict Judge(LeakWindow window, long bin, double caution)
    {
        LeakVerdict seen = Line(window, bin, 0, asSeen, caution);
        if (!seen.IsFiring) return seen;
        LeakVerdict unexplained = Line(window, bin, 1, lessLoad, caution);
        return unexplained.IsFiring && IsBackWhereItWas(window, bin, unexplained) ? LeakVerdict.Steady : unexplained;
    }

    /// <summary>
    /// What was emptied and fills again, such as a cache, is no leak until it is fuller than it was: the heap ends no higher above what it was
    /// earlier in this day of the process than by half of the growth.
    /// </summary>
    private bool IsBackWhereItWas(LeakWindow window, long bin, LeakVerdict leak)
    {
        int block = BinsIn(window.Block);
        double before = track.Heap(bin + 1 - LiveHeapTrack.Bins, LiveHeapTrack.Bins - BinsIn(window.Length), 1);
        double now = track.Heap(bin + 1 - block, block, 1);
        return now - before < Math.Log(1 + leak.Growth) / 2;
    }

    private static int BinsIn(TimeSpan span) => (int)(span.TotalMinutes / 5);

    private LeakVerdict Line(LeakWindow window, long bin, double share, HeapNoise noise, double caution)
    {
        int points = Points(window, bin, share);
        if (points < FewestPoints) return LeakVerdict.Unknown;
        double hours = x[points - 1] - x[0];
        double needed = caution * Math.Max(window.Growth, StandardErrors * noise.OfGrowth(points, hours));
        // The ends tell cheaply whether the line is worth its pairs.
        if (hours < window.Length.TotalHours / 3 || Ends(points) < needed / 2) return LeakVerdict.Steady;
        TheilSen line = TheilSen.Fit(x.AsSpan(0, points), y.AsSpan(0, points));
        double growth = line.Slope * hours;
        bool isLeak = line.Slope > caution * window.SlopePerHour && growth > needed && line.Tau > LeastTau && line.Significance > LeastSignificance;
        return new LeakVerdict(true, isLeak, window.Length, Math.Exp(line.Slope) - 1, Math.Exp(growth) - 1, line.Tau, points);
    }

    private int Points(LeakWindow window, long lastBinOfAll, double share)
    {
        int bins = BinsIn(window.Block);
        int blocks = (int)(window.Length / window.Block);
        long first = lastBinOfAll + 1 - (blocks * bins);
        int points = 0;
        for (int block = 0; block < blocks; block++)
        {
            double heap = track.Heap(first + (block * bins), bins, share);
            if (double.IsNaN(heap)) continue;
            (x[points], y[points]) = (block * window.Block.TotalHours, heap);
            points++;
        }

        return points;
    }

    /// <summary>Mean of the last quarter less that of the first.</summary>
    private double Ends(int points)
    {
        int quarter = Math.Max(1, points / 4);
        double rise = 0;
        for (int at = 0; at < quarter; at++) rise += y[points - 1 - at] - y[at];
        return rise / quarter;
    }
}
