using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis;

/// <summary>
/// The rate between readings at least <see cref="Shortest"/> apart: the counter is read each second, so the rate is right for a
/// process that never collects, and falls to zero when it stops allocating.
/// </summary>
internal sealed class AllocationPace
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.9);

    private AllocationReading? from;

    /// <summary>Null before there are two readings from the same source.</summary>
    public double? BytesPerSecond { get; private set; }

    public void Take(AllocationReading reading)
    {
        if (from is not { } start || start.Source != reading.Source || reading.TotalBytes < start.TotalBytes)
        {
            from = reading;
            BytesPerSecond = null;
            return;
        }

        TimeSpan apart = reading.At - start.At;
        if (apart < Shortest) return;
        BytesPerSecond = (reading.TotalBytes - start.TotalBytes) / apart.TotalSeconds;
        from = reading;
    }
}
