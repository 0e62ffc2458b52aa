using System.Globalization;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Memory;

/// <summary>
/// Settles the memory of one process at each reading, for its whole life: what was learnt outlasts a session. Has no clock and reads nothing. One owner.
/// </summary>
public sealed class MemoryAccount(MemoryRules rules, long? configuredLimitBytes)
{
    private readonly MemoryRule deviation = new(RuleKind.MemoryDeviation, rules.DeviationFor);
    private readonly MemoryRule timeToLimit = new(RuleKind.TimeToLimit, TimeSpan.Zero);
    private MemoryCalibration calibration = new(rules);
    private MemoryForecast workingSet = new(rules);
    private readonly MemoryForecast liveHeap = new(rules);
    private MemorySource? source;

    /// <param name="cgroup">The control group's reading; null where it is not to be seen.</param>
    /// <param name="report">What is known of the runtime.</param>
    /// <param name="at">Time since the account was opened; never less than before.</param>
    public MemoryBalance Settle(MemoryReading? cgroup, GcReport report, TimeSpan at)
    {
        ArgumentNullException.ThrowIfNull(report);
        var balance = new MemoryBalance
        {
            Cgroup = cgroup,
            Runtime = report.WorkingSetBytes is { } bytes ? new MemoryReading(MemorySource.Runtime, bytes) : null,
            LimitBytes = cgroup?.LimitBytes ?? configuredLimitBytes,
            CommittedBytes = report.CommittedBytes,
        };
        if (balance.Judged is { } judged) balance = Weigh(balance, judged, report, at);
        return balance with { Verdicts = [JudgeDeviation(balance, at, at - report.At), JudgeTimeToLimit(balance, at, at - report.At)] };
    }

    private MemoryBalance Weigh(MemoryBalance balance, MemoryReading judged, GcReport report, TimeSpan at)
    {
        if (source != judged.Source) Begin(judged.Source);
        workingSet.Observe(at, judged.WorkingSetBytes);
        if (report.LiveHeapBytes is { } live) liveHeap.Observe(at, live);
        balance = balance with { TimeToLimit = TimeLeft(judged.WorkingSetBytes, balance.LimitBytes) };
        if (report.CommittedBytes is not { } committed) return balance;
        calibration.Observe(at, judged.WorkingSetBytes, committed);
        return balance with
        {
            NativeBytes = Math.Max(0, judged.WorkingSetBytes - committed - (report.Heap?.BookkeepingBytes ?? 0)),
            OffsetBytes = calibration.OffsetBytes,
            Deviation = calibration.OffsetBytes is { } offset && judged.WorkingSetBytes > 0
                ? Math.Abs(judged.WorkingSetBytes - (committed + offset)) / (double)judged.WorkingSetBytes
                : null,
        };
    }

    /// <summary>Another source has another idea of what is in use: nothing that was learnt holds for it.</summary>
    private void Begin(MemorySource now)
    {
        source = now;
        calibration = new MemoryCalibration(rules);
        workingSet = new MemoryForecast(rules);
    }

    private TimeSpan? TimeLeft(long usedBytes, long? limitBytes)
    {
        if (limitBytes is not { } limit || workingSet.GrowthPerHour is not { } growth) return null;
        double hours = Math.Max(0, limit - usedBytes) / growth;
        return hours < TimeSpan.MaxValue.TotalHours / 2 ? TimeSpan.FromHours(hours) : null;
    }

    private Verdict JudgeDeviation(MemoryBalance balance, TimeSpan at, TimeSpan sessionBeganAt)
    {
        if (balance is not { Deviation: { } share, Judged: { } judged, CommittedBytes: { } committed, OffsetBytes: { } offset })
        {
            return deviation.Judge(null, at, "", sessionBeganAt);
        }

        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"the working set of {Mega(judged.WorkingSetBytes)} is {share * 100:0} % off the {Mega(committed + offset)} that the GC and what was beside it at first make up; ordinary are up to {rules.MostDeviation * 100:0} %");
        return deviation.Judge(share > rules.MostDeviation, at, sentence, sessionBeganAt);
    }

    private Verdict JudgeTimeToLimit(MemoryBalance balance, TimeSpan at, TimeSpan sessionBeganAt)
    {
        if (balance is not { LimitBytes: { } limit, Judged: { } judged } || !workingSet.IsReady) return timeToLimit.Judge(null, at, "", sessionBeganAt);
        string sentence = balance.TimeToLimit is { } left && workingSet.GrowthPerHour is { } growth
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the working set of {Mega(judged.WorkingSetBytes)} grows by {Mega(growth)} an hour (live heap: {Mega(liveHeap.GrowthPerHour ?? 0)}) and reaches the limit of {Mega(limit)} in {left.TotalMinutes:0} min; the least is {rules.LeastTimeToLimit.TotalMinutes:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"the working set of {Mega(judged.WorkingSetBytes)} does not grow towards the limit of {Mega(limit)}");
        return timeToLimit.Judge(balance.TimeToLimit < rules.LeastTimeToLimit, at, sentence, sessionBeganAt);
    }

    private static string Mega(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
