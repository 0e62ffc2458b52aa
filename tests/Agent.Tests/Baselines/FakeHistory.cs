using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>A history in memory, which fails when told to.</summary>
internal sealed class FakeHistory(IReadOnlyList<HistoryHour> hours) : IBaselineHistory
{
    public int Asked { get; private set; }

    public string? Failure { get; set; }

    public (DateTimeOffset From, DateTimeOffset Until) Span { get; private set; }

    public Task<IReadOnlyList<HistoryHour>> LoadAsync(ServiceKey service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        Asked++;
        Span = (from, until);
        return Failure is null
            ? Task.FromResult<IReadOnlyList<HistoryHour>>([.. hours.Where(hour => hour.Hour >= HourOfWeek.Number(from) && hour.Hour <= HourOfWeek.Number(until))])
            : throw new BaselineHistoryException(Failure);
    }

    /// <summary>The quartiles of each hour of a service, as a server's rules record them.</summary>
    public static IReadOnlyList<HistoryHour> Of(Func<DateTimeOffset, MinuteFigures> figures, DateTimeOffset from, DateTimeOffset until)
    {
        var hours = new List<HistoryHour>();
        for (DateTimeOffset hour = from; hour < until; hour += TimeSpan.FromHours(1))
        {
            MinuteFigures[] minutes = [.. Enumerable.Range(0, 60).Select(minute => figures(hour + TimeSpan.FromMinutes(minute)))];
            Add(BaselineSignal.AllocationRate, minute => minute.AllocationRate);
            Add(BaselineSignal.PauseP99, minute => minute.PauseP99);
            Add(BaselineSignal.LiveHeap, minute => minute.LiveHeap);

            void Add(BaselineSignal signal, Func<MinuteFigures, double> read)
            {
                double[] sorted = [.. minutes.Select(read).Order()];
                hours.Add(new HistoryHour(signal, HourOfWeek.Number(hour), At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75)));
            }
        }

        return hours;
    }

    /// <summary>As Prometheus's quantile_over_time: linear between the two nearest.</summary>
    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
