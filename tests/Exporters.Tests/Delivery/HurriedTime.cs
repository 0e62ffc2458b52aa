using System.Collections.Concurrent;

namespace GcWatch.Exporters.Tests.Delivery;

/// <summary>Every wait is over at once, and kept.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private readonly ConcurrentQueue<double> waits = new();

    /// <summary>In seconds.</summary>
    public IReadOnlyList<double> Waits => [.. waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Enqueue(dueTime.TotalSeconds);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
