using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>The minutes of an hour that is not over, and whether it may be learnt when it is.</summary>
internal sealed class HourInProgress
{
    /// <summary>An hour with so many hot minutes would poison the baseline.</summary>
    private const int PoisonousMinutes = 15;

    /// <summary>Fewer say nothing of an hour.</summary>
    private const int FewestMinutes = 10;

    private readonly float[] values = new float[60];
    private int count;

    public HourInProgress(long hour) => Hour = hour;

    public HourInProgress(long hour, ImmutableArray<float> saved, int hotMinutes)
        : this(hour)
    {
        HotMinutes = hotMinutes;
        count = Math.Min(saved.Length, values.Length);
        saved.AsSpan()[..count].CopyTo(values);
    }

    /// <summary>Number of the hour.</summary>
    public long Hour { get; private set; }

    public int HotMinutes { get; private set; }

    public ImmutableArray<float> Values => [.. values.AsSpan(0, count)];

    public void Add(double y, bool isHot)
    {
        if (isHot) HotMinutes++;
        if (count < values.Length) values[count++] = (float)y;
    }

    /// <summary>The hour's quartiles, if it may be learnt; the next hour begins.</summary>
    public HourQuartiles? Close(long nextHour)
    {
        HourQuartiles? quartiles = count >= FewestMinutes && HotMinutes < PoisonousMinutes ? HourQuartiles.Of(values.AsSpan(0, count)) : null;
        (Hour, count, HotMinutes) = (nextHour, 0, 0);
        return quartiles;
    }
}
