using System.Collections.Immutable;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Rules;

/// <summary>One burn-rate alert (Google's SRE workbook, "Alerting on SLOs"): both windows above the rate.</summary>
/// <param name="Alert">Its name.</param>
/// <param name="Tier">Of whose promises.</param>
/// <param name="Severity">Who hears.</param>
/// <param name="Rate">How many times too fast the budget is used up.</param>
/// <param name="Long">Shows that it matters.</param>
/// <param name="Short">Shows that it still goes on.</param>
/// <param name="For">How long both must hold.</param>
internal sealed record BurnWindow(string Alert, PromiseTier Tier, AlertSeverity Severity, double Rate, TimeSpan Long, TimeSpan Short, TimeSpan For)
{
    public static readonly ImmutableArray<BurnWindow> All =
    [
        new("GcWatchGoldBurn14x", PromiseTier.Gold, AlertSeverity.Critical, 14.4, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)),
        new("GcWatchGoldBurn6x", PromiseTier.Gold, AlertSeverity.Critical, 6, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15)),
        new("GcWatchGoldBurn3x", PromiseTier.Gold, AlertSeverity.Warning, 3, TimeSpan.FromDays(1), TimeSpan.FromHours(2), TimeSpan.FromHours(1)),
        new("GcWatchGoldBurn1x", PromiseTier.Gold, AlertSeverity.Warning, 1, TimeSpan.FromDays(3), TimeSpan.FromHours(6), TimeSpan.FromHours(3)),
        new("GcWatchSilverBurn6x", PromiseTier.Silver, AlertSeverity.Ticket, 6, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15)),
        new("GcWatchSilverBurn1x", PromiseTier.Silver, AlertSeverity.Ticket, 1, TimeSpan.FromDays(3), TimeSpan.FromHours(6), TimeSpan.FromHours(3)),
    ];

    /// <summary>The alerts of a promise; a bronze one has none.</summary>
    public static IEnumerable<BurnWindow> Of(PromiseTier tier) => All.Where(window => window.Tier == tier);
}
