using System.Globalization;

namespace GcWatch.Harness;

/// <summary>How large a scenario's fault is this time, as options of its workload.</summary>
internal sealed class FaultArguments(Scenario scenario, HarnessPlan plan, Random random)
{
    /// <summary>A cache fills in 10 to 40 minutes.</summary>
    private static readonly (double From, double To) WarmUpMinutes = (10, 40);

    public IReadOnlyList<string> All => [.. WarmUp(), .. Leak(), .. Burst()];

    private IEnumerable<string> WarmUp() =>
        ["--warm-up-seconds", Text(plan.Real(TimeSpan.FromMinutes(Draw(WarmUpMinutes))).TotalSeconds)];

    private IEnumerable<string> Leak()
    {
        if (scenario.LeakPerHour is not { } perHour) return [];
        double kilobytesPerHour = Draw(perHour) * scenario.LiveMegabytes * 1_000;
        return ["--leak-kb-per-second", Text(kilobytesPerHour / plan.Real(TimeSpan.FromHours(1)).TotalSeconds)];
    }

    private IEnumerable<string> Burst()
    {
        if (scenario.BurstFactor is not { } factor || scenario.FaultLength is not { } length) return [];
        return ["--burst-factor", Text(Draw(factor)), "--burst-seconds", Text(plan.Real(length).TotalSeconds)];
    }

    private double Draw((double From, double To) range) => range.From * Math.Pow(range.To / range.From, random.NextDouble());

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
