using System.Globalization;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>
/// The centre of the baselines in PromQL alone, for where no agent evaluates it: the median of the same hour of the last four weeks; with
/// fewer than two of them the same hour of the last seven days; else the median of all. From recorded hourly medians, never raw samples.
/// </summary>
internal static class FallbackRules
{
    private const string By = $"{RuleSettings.Key}, signal";
    private const string History = "gcwatch:history:q50{signal=~\"allocation_rate|pause_p99|live_heap\"}";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static RuleGroup Group(RuleSettings settings) =>
        new("gcwatch-baseline-fallback", settings.Time.Wait(TimeSpan.FromMinutes(2)), [new Recording("gcwatch:baseline:center", Center(settings.Time))]);

    private static string Center(RuleTime time)
    {
        string weeks = Union(Enumerable.Range(1, 4).Select(week => TimeSpan.FromDays(7 * week)), time);
        string days = Union(Enumerable.Range(1, 7).Select(day => TimeSpan.FromDays(day)), time);
        return $"""
            (
              quantile by ({By}) (0.5,
            {weeks}
              )
              and
              count by ({By}) (
            {weeks}
              ) >= 2
            )
            or
            quantile by ({By}) (0.5,
            {days}
            )
            or
            quantile_over_time(0.5, {History}[{time.Range(TimeSpan.FromDays(30))}])
            """;
    }

    /// <summary>A recorded quartile speaks of the hour before it: what is recorded half an hour after the moment lies around it.</summary>
    private static string Union(IEnumerable<TimeSpan> ages, RuleTime time) => string.Join(
        "\n    or\n",
        ages.Select((age, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"    label_replace(last_over_time({History}[{time.Range(Hour)}] offset {time.Range(age - (Hour / 2))}), \"turn\", \"{i + 1}\", \"\", \"\")")));
}
