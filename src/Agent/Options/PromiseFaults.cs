using System.Globalization;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Options;

/// <summary>What is wrong with the promises as a whole, or with one value because of another.</summary>
internal static class PromiseFaults
{
    private const double MostObjective = 0.99999;

    /// <summary>One sentence each, beginning with the key.</summary>
    public static IEnumerable<string> Of(SloOptions slo)
    {
        (string Path, PromiseOptions Promise)[] all = [.. slo.All];
        return [.. Doubles(all), .. all.SelectMany(placed => Unreachable(placed.Path, placed.Promise)), .. slo.Pause.SelectMany(WithoutBoundary)];
    }

    /// <summary>The least objective with which the fastest alert of a tier can fire: a burn rate is never above 1/(1 − objective).</summary>
    public static double LeastObjective(PromiseTier tier) => tier switch
    {
        PromiseTier.Gold => Math.Ceiling((1 - (1 / 14.4)) * 10000) / 10000,
        PromiseTier.Silver => Math.Ceiling((1 - (1 / 6.0)) * 10000) / 10000,
        PromiseTier.Bronze => 0.01,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not one of the closed set"),
    };

    private static IEnumerable<string> Doubles((string Path, PromiseOptions Promise)[] all) =>
        from named in all.GroupBy(placed => placed.Promise.Name, StringComparer.Ordinal)
        from second in named.Skip(1)
        select $"{second.Path}.Name must differ from that of {named.First().Path}, {named.Key}";

    private static IEnumerable<string> Unreachable(string path, PromiseOptions promise)
    {
        if (!Enum.IsDefined(promise.Tier) || promise.Objective is < 0.01 or > MostObjective) yield break;
        double least = LeastObjective(promise.Tier);
        if (promise.Objective >= least) yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}.Objective must be between {least} and {MostObjective} for tier {promise.Tier}: below that its fastest alert could never fire");
    }

    /// <summary>Prometheus's text format writes a boundary of 2 s as le="2" and OpenMetrics as le="2.0": a rule could name only one of them.</summary>
    private static IEnumerable<string> WithoutBoundary(PausePromiseOptions promise, int at)
    {
        double seconds = promise.Threshold.TotalSeconds;
        bool isAmbiguous = seconds >= 1 && double.IsInteger(seconds) && !MetricCatalog.PauseBoundaries.Contains(seconds);
        if (isAmbiguous) yield return $"Slo.Pause[{at}].Threshold must not be a whole number of seconds, other than 1 and 5";
    }
}
