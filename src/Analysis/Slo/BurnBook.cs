using System.Collections.Immutable;

namespace GcWatch.Analysis.Slo;

/// <summary>
/// The burn rates of one promise over the windows of the multi-window alerts (Google's SRE workbook, "Alerting on SLOs"). Slices of a minute
/// serve up to 2 h, of half an hour the rest: 2 KB.
/// </summary>
internal sealed class BurnBook(Promise promise)
{
    public static readonly ImmutableArray<TimeSpan> Windows =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3),
    ];

    private readonly CountRing minutes = new(TimeSpan.FromMinutes(1), 120);
    private readonly CountRing halfHours = new(TimeSpan.FromMinutes(30), 144);

    public void Add(TimeSpan at, bool isGood)
    {
        minutes.Add(at, isGood);
        halfHours.Add(at, isGood);
    }

    /// <param name="now">Time since the session began.</param>
    /// <param name="coverage">For how long of that the promise could be judged: a longer window is left out.</param>
    public ImmutableArray<BurnRate> Rates(TimeSpan now, TimeSpan coverage) =>
        [.. Windows.Where(window => window <= coverage).Select(window => new BurnRate(window, Share(now, window) / promise.ErrorBudget))];

    private double Share(TimeSpan now, TimeSpan window) => (window <= minutes.Longest ? minutes : halfHours).Sum(now, window).BadShare;
}
