using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>
/// Which alerts fire, and what of them is to be told now: the beginning, the end, and while it fires the same again. An alert of which no
/// report comes any more is not told again, and so lapses by its <see cref="DirectAlert.EndsAt"/>. Several targets' loops write to it.
/// </summary>
/// <param name="resend">How often an alert that fires is told again.</param>
/// <param name="isTold">Which alerts are told at all.</param>
/// <param name="time">The wall clock, which Alertmanager goes by.</param>
internal sealed class AlertBook(TimeSpan resend, Func<RuleKind, bool> isTold, TimeProvider time)
{
    /// <summary>Two lost tellings do not end an alert; Prometheus has four.</summary>
    private const int Lives = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<TargetIdentity, Dictionary<RuleKind, Entry>> firing = [];

    /// <summary>What is to be told of a target: mostly nothing.</summary>
    public IReadOnlyList<DirectAlert> Read(GcReport report)
    {
        lock (gate)
        {
            firing.TryGetValue(report.Target, out Dictionary<RuleKind, Entry>? known);
            if (known is null && !report.Verdicts.Any(IsToldOf)) return [];
            known ??= firing[report.Target] = [];
            List<DirectAlert> told = [];
            foreach (Verdict verdict in report.Verdicts.Where(IsToldOf)) Fire(report, verdict, known, told);
            HashSet<RuleKind> still = [.. report.Verdicts.Where(IsToldOf).Select(verdict => verdict.Rule)];
            foreach (RuleKind over in known.Keys.Where(rule => !still.Contains(rule)).ToArray()) told.Add(Resolve(report.Target, over, known));
            if (known.Count == 0) firing.Remove(report.Target);
            return told;
        }
    }

    /// <summary>The target has ended, and all its alerts with it.</summary>
    public IReadOnlyList<DirectAlert> Forget(TargetIdentity target)
    {
        lock (gate)
        {
            if (!firing.Remove(target, out Dictionary<RuleKind, Entry>? known)) return [];
            return [.. known.Keys.ToArray().Select(rule => Resolve(target, rule, known))];
        }
    }

    private bool IsToldOf(Verdict verdict) => verdict.IsFiring && isTold(verdict.Rule);

    private void Fire(GcReport report, Verdict verdict, Dictionary<RuleKind, Entry> known, List<DirectAlert> told)
    {
        long now = time.GetTimestamp();
        if (known.TryGetValue(verdict.Rule, out Entry? entry) && time.GetElapsedTime(entry.ToldAt, now) < resend) return;
        if (entry is null)
        {
            TimeSpan age = report.At > verdict.Since ? report.At - verdict.Since : TimeSpan.Zero;
            entry = new Entry(time.GetUtcNow() - age, now - (long)(age.TotalSeconds * time.TimestampFrequency));
        }

        known[verdict.Rule] = entry with { Sentence = verdict.Sentence, ToldAt = now };
        told.Add(new DirectAlert(
            new AlertKey(report.Target, verdict.Rule), verdict.Sentence, entry.StartsAt, time.GetUtcNow() + (resend * Lives), entry.TrueAt, IsFiring: true));
    }

    private DirectAlert Resolve(TargetIdentity target, RuleKind rule, Dictionary<RuleKind, Entry> known)
    {
        known.Remove(rule, out Entry? entry);
        ArgumentNullException.ThrowIfNull(entry);
        DateTimeOffset now = time.GetUtcNow();
        return new DirectAlert(
            new AlertKey(target, rule), entry.Sentence, entry.StartsAt, now > entry.StartsAt ? now : entry.StartsAt, entry.TrueAt, IsFiring: false);
    }

    private sealed record Entry(DateTimeOffset StartsAt, long TrueAt)
    {
        public string Sentence { get; init; } = "";

        public long ToldAt { get; init; }
    }
}
