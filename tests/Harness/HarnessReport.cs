using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GcWatch.Harness;

/// <summary>What came of all rounds: a table for people, and JSON.</summary>
public sealed class HarnessReport(HarnessPlan plan, IReadOnlyList<Outcome> outcomes)
{
    private const double HoursInWeek = 168;

    /// <summary>What they say is of the machine as much as of the process: a busy second is ten minutes of judgement.</summary>
    private static readonly string[] PauseRules = ["pause_regression", "long_suspension", "stuck_pause"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Of all alerts, those of right rules during a fault.</summary>
    public WilsonInterval PrecisionOfAllRules => PrecisionOf(_ => true);

    /// <summary>The same of the rules of heap and allocations: no scenario has a fault of pauses, so the pause rules can only be wrong here.</summary>
    public WilsonInterval Precision => PrecisionOf(rule => !PauseRules.Contains(rule));

    /// <summary>Of all faults, those for which a right rule fired.</summary>
    public WilsonInterval Recall => RecallOf(outcomes);

    /// <summary>Of all benign processes, those for which nothing fired.</summary>
    public WilsonInterval Quiet => new(
        outcomes.Count(outcome => outcome.IsBenign && outcome.FalseAlerts.Count == 0), outcomes.Count(outcome => outcome.IsBenign));

    public double FalsePerServiceWeek => outcomes.Sum(outcome => outcome.FalseAlerts.Count) / (outcomes.Count * plan.Length.TotalHours / HoursInWeek);

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"scenario",-38}{"found",-36}{"median delay",-14}{"rules that were right",-40}{"false alerts"}");
        foreach (IGrouping<string, Outcome> scenario in outcomes.GroupBy(outcome => outcome.Scenario)) text.AppendLine(Row(scenario.Key, [.. scenario]));
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"precision           {Precision}, without the pause rules");
        text.AppendLine(CultureInfo.InvariantCulture, $"  of all rules      {PrecisionOfAllRules}");
        text.AppendLine(CultureInfo.InvariantCulture, $"recall              {Recall}");
        text.AppendLine(CultureInfo.InvariantCulture, $"benign and quiet    {Quiet}");
        text.AppendLine(CultureInfo.InvariantCulture, $"median delay        {Delay(outcomes)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"false alerts        {FalsePerServiceWeek:0.00} a service-week, of {outcomes.Count * plan.Length.TotalHours / HoursInWeek:0.0} at time scale {plan.TimeScale:0}");
        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            plan.TimeScale,
            plan.Seed,
            Precision = Json(Precision),
            PrecisionOfAllRules = Json(PrecisionOfAllRules),
            Recall = Json(Recall),
            BenignQuiet = Json(Quiet),
            FalsePerServiceWeek,
            MedianDelayMinutes = MedianDelay(outcomes),
            Scenarios = outcomes.GroupBy(outcome => outcome.Scenario).Select(group => new
            {
                Scenario = group.Key,
                Recall = Json(RecallOf([.. group])),
                MedianDelayMinutes = MedianDelay([.. group]),
                FalseAlerts = group.Sum(outcome => outcome.FalseAlerts.Count),
            }),
            Outcomes = outcomes,
        },
        Indented);

    private WilsonInterval PrecisionOf(Func<string, bool> counts)
    {
        int right = outcomes.Sum(outcome => outcome.TrueAlerts.Count(alert => counts(alert.Rule)));
        int wrong = outcomes.Sum(outcome => outcome.FalseAlerts.Count(alert => counts(alert.Rule)));
        return new WilsonInterval(right, right + wrong);
    }

    private static object Json(WilsonInterval share) => new { share.Hits, share.Cases, share.Low, share.High };

    private static WilsonInterval RecallOf(IReadOnlyList<Outcome> some) =>
        new(some.Count(outcome => outcome.FirstRule is not null), some.Count(outcome => !outcome.IsBenign));

    private static string Row(string name, IReadOnlyList<Outcome> some)
    {
        string found = some[0].IsBenign ? "nothing to find" : RecallOf(some).ToString();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-38}{found,-36}{Delay(some),-14}{Rules(some.SelectMany(outcome => outcome.TrueAlerts)),-40}{Rules(some.SelectMany(outcome => outcome.FalseAlerts))}");
    }

    private static string Rules(IEnumerable<PlacedAlert> alerts) =>
        string.Join(", ", alerts.GroupBy(alert => alert.Rule).Select(rule => $"{rule.Count()} {rule.Key}"));

    private static string Delay(IReadOnlyList<Outcome> some) => MedianDelay(some) is { } minutes
        ? minutes < 120 ? string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min") : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.0} h")
        : "-";

    private static double? MedianDelay(IReadOnlyList<Outcome> some)
    {
        double[] delays = [.. some.Select(outcome => outcome.DelayMinutes).OfType<double>().Order()];
        return delays.Length == 0 ? null : (delays[(delays.Length - 1) / 2] + delays[delays.Length / 2]) / 2;
    }
}
