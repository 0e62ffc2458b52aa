using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

/// <summary>A process's live heap as gen2 collections show it, above its profile; a little noise that is the same each time.</summary>
internal sealed class LeakStory
{
    private readonly LeakDetector detector = new();
    private readonly Random chance = new(7);
    private DateTimeOffset now = SignalStory.Monday;
    private double height;

    /// <summary>Minutes between gen2 collections.</summary>
    public int Gap { get; init; } = 2;

    public TimeSpan Age { get; set; } = TimeSpan.FromDays(1);

    public LeakVerdict Last { get; private set; } = LeakVerdict.Unknown;

    /// <summary>Whether it has fired since the beginning.</summary>
    public bool HasFired { get; private set; }

    /// <summary>So long with this growth per hour; of it the load explains so much.</summary>
    public LeakStory Grow(double hours, double perHour = 0, double byLoadPerHour = 0) => Follow(hours, Math.Log(1 + perHour), byLoadPerHour);

    /// <summary>A new process, with the heap of the first.</summary>
    public LeakStory Restart()
    {
        (Age, height) = (TimeSpan.Zero, 0);
        return this;
    }

    /// <summary>A share of the heap is let go.</summary>
    public LeakStory Empty(double share)
    {
        height += Math.Log(1 - share);
        return this;
    }

    /// <summary>Hours of growth until it fires; null if it does not within a day and a half.</summary>
    public double? HoursToFire(double perHour)
    {
        for (double hours = 0; hours < 36; hours += 0.5)
        {
            if (Grow(0.5, perHour).Last.IsFiring) return hours + 0.5;
        }

        return null;
    }

    private LeakStory Follow(double hours, double perHour, double byLoadPerHour)
    {
        double byLoad = 0;
        for (int minute = 0; minute < 60 * hours; minute++)
        {
            height += perHour / 60;
            byLoad += byLoadPerHour / 60;
            double warmUp = Math.Log(1 - (0.6 * Math.Exp(-Age.TotalMinutes / 15)));
            double seen = minute % Gap == 0 ? height + warmUp + (0.02 * (chance.NextDouble() - 0.5)) : double.NaN;
            Last = detector.Advance(now, seen, byLoad, Age);
            HasFired |= Last.IsFiring;
            now += TimeSpan.FromMinutes(1);
            Age += TimeSpan.FromMinutes(1);
        }

        return this;
    }
}
