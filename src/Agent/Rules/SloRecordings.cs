using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>
/// The promises' ratios, burn rates and 30-day budgets under sloth's names and labels (github.com/slok/sloth), by service. Long windows are
/// sums over recorded 5-minute increases: never raw samples, and never a mean of ratios, in which a night's slice with one bad of two would
/// weigh like a peak's.
/// </summary>
internal static class SloRecordings
{
    /// <summary>Per second, of each promise and result: what windows of up to 6 h are made of.</summary>
    public const string Rates = "gcwatch:slo_events:rate5m";

    /// <summary>In five minutes, of each promise and result: what longer windows are made of.</summary>
    public const string Increases = "gcwatch:slo_events:increase5m";

    /// <summary>Pauses in the last hour, for the promises that count pauses.</summary>
    public const string Volume = "gcwatch:slo_events:count1h";

    private const string Labels = $"{RuleSettings.Key}, slo, tier";
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(30);

    private static readonly (string Name, TimeSpan Window)[] ShortWindows =
    [
        ("30m", TimeSpan.FromMinutes(30)), ("1h", TimeSpan.FromHours(1)), ("2h", TimeSpan.FromHours(2)), ("6h", TimeSpan.FromHours(6)),
    ];

    /// <summary>Their source gains a point each five minutes: to ask it each half minute would be half of the cost of the ratios.</summary>
    private static readonly (string Name, TimeSpan Window)[] LongWindows = [("1d", TimeSpan.FromDays(1)), ("3d", TimeSpan.FromDays(3)), ("30d", TimeSpan.FromDays(30))];

    public static IEnumerable<RuleGroup> Groups(RuleSettings settings)
    {
        RuleTime time = settings.Time;
        yield return new RuleGroup("gcwatch-slo-increases", time.Wait(Slice), [Counted("increase", Increases, time)]);
        yield return new RuleGroup("gcwatch-slo-ratios", time.Wait(Often), [.. Ratios(settings)]);
        yield return new RuleGroup("gcwatch-slo-period", time.Wait(TimeSpan.FromMinutes(2)), [.. Period(time)]);
    }

    private static IEnumerable<PrometheusRule> Ratios(RuleSettings settings)
    {
        RuleTime time = settings.Time;
        yield return Counted("rate", Rates, time);
        yield return Quotient("5m", Sum($"{Rates}{{result=\"bad\"}}"), Sum($"{Rates}{{result=~\"good|bad\"}}"));
        foreach ((string name, TimeSpan window) in ShortWindows) yield return Ratio(name, time.Range(window), Rates);
        yield return new Recording("slo:objective:ratio", Sloth($"max by ({Labels}) (last_over_time(gcwatch_slo_objective_ratio[{time.Range(Slice * 2)}]))"));
        yield return new Recording("slo:error_budget:ratio", "1 - slo:objective:ratio");
        yield return new Recording("slo:time_period:days", "slo:objective:ratio * 0 + 30");
        yield return new Recording("slo:current_burn_rate:ratio", "max without (sloth_window) (slo:sli_error:ratio_rate5m) / slo:error_budget:ratio");
        yield return new Recording(
            "sloth_slo_info",
            $"count_values by ({Labels}, sloth_id, sloth_service, sloth_slo) (\"sloth_objective\", slo:objective:ratio * 100)",
            new RuleText("sloth_mode", "cli-gen-prom"), new RuleText("sloth_spec", "gcwatch/v1"), new RuleText("sloth_version", "gcwatch"));
        if (CountsPauses(settings.Options.Slo) is { } counting) yield return Count(counting, time);
    }

    private static IEnumerable<PrometheusRule> Period(RuleTime time)
    {
        foreach ((string name, TimeSpan window) in LongWindows) yield return Ratio(name, time.Range(window), Increases);
        yield return new Recording("slo:period_burn_rate:ratio", "max without (sloth_window) (slo:sli_error:ratio_rate30d) / slo:error_budget:ratio");
        yield return new Recording("slo:period_error_budget_remaining:ratio", "1 - slo:period_burn_rate:ratio");
        string day = time.Range(TimeSpan.FromDays(1));
        yield return new Recording(
            "gcwatch:slo_coverage:ratio_rate1d",
            $"{Sum($"sum_over_time({Increases}{{result=~\"good|bad\"}}[{day}])")}\n/\n({Sum($"sum_over_time({Increases}[{day}])")} > 0)");
    }

    /// <summary>A promise counts events or slices, never both.</summary>
    private static Recording Counted(string function, string name, RuleTime time)
    {
        string range = time.Range(Slice);
        return new Recording(name, Sloth($"sum by ({Labels}, result) ({function}(gcwatch_slo_events_total[{range}]) or {function}(gcwatch_slo_slices_total[{range}]))"));
    }

    private static Recording Ratio(string name, string range, string source) => Quotient(
        name, Sum($"sum_over_time({source}{{result=\"bad\"}}[{range}])"), Sum($"sum_over_time({source}{{result=~\"good|bad\"}}[{range}])"));

    private static Recording Quotient(string name, string bad, string all) =>
        new($"slo:sli_error:ratio_rate{name}", $"{bad}\n/\n({all} > 0)", new RuleText("sloth_window", name));

    /// <summary>Each recorded rate stands for as long as it takes until the next is recorded.</summary>
    private static Recording Count(string slos, RuleTime time) => new(
        Volume,
        FormattableString.Invariant(
            $"{Sum($"sum_over_time({Rates}{{result=~\"good|bad\", slo=~\"{slos}\"}}[{time.Range(TimeSpan.FromHours(1))}])")} * {time.Wait(Often).TotalSeconds}"));

    private static string Sum(string vector) => $"sum without (result) ({vector})";

    /// <summary>sloth's three labels: the id is unique for each promise of each service; without a namespace or env it ends earlier.</summary>
    private static string Sloth(string vector) =>
        $"""
        label_replace(
          label_join(
            label_replace(
              label_replace(
                {vector},
                "sloth_service", "$1", "service", "(.*)"),
              "sloth_slo", "$1", "slo", "(.*)"),
            "sloth_id", "-", "service", "slo", "env", "namespace"),
          "sloth_id", "$1", "sloth_id", "(.*?)-*")
        """;

    /// <summary>The promises whose alerts need a least number of pauses, as a regular expression; null for none.</summary>
    public static string? CountsPauses(SloOptions slo)
    {
        string[] names = [.. slo.Pause.Where(promise => promise.Indicator == PauseIndicator.Events).Select(promise => promise.Name)];
        return names.Length == 0 ? null : string.Join('|', names);
    }
}
