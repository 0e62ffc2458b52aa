using GcWatch.Agent.Checking;
using GcWatch.Analysis.Pools;

namespace GcWatch.Agent.Pools;

/// <summary>The account of the pools, for people.</summary>
internal static class PoolText
{
    private const int MostBuckets = 20;
    private const int MostMethods = 3;

    public static IEnumerable<string> Lines(PoolReport report)
    {
        PoolAudit audit = report.Audit;
        yield return Text($"{report.Name} (process {report.Pid}), {audit.Over.TotalSeconds:0.0} s: {audit.Buckets.Sum(bucket => bucket.Rented):N0} rents from ArrayPools");
        if (!audit.IsWhole) yield return Text($"not every return was seen ({audit.LostEvents:N0} events lost, {audit.UnfollowedRents:N0} rents not followed): nothing is said of what was not returned");
        if (!audit.HasEnoughData) yield return "not enough data: too few rents to judge";
        else if (audit.Findings.Count == 0) yield return "no finding";
        foreach (PoolFinding finding in audit.Findings)
        {
            yield return $"finding: {Sentence(finding)}";
            foreach (RentingMethod method in report.MethodsOf(finding.Bucket).Take(MostMethods)) yield return Text($"  {method.Outstanding:N0} rented in {method.Method}");
            if (finding is PoolFinding.NeverReturned && finding.Bucket.Stacks.Count == 0) yield return "  add --stacks to see where they are rented";
            yield return $"  {finding.Advice}";
        }

        if (audit.Buckets.Count == 0) yield break;
        yield return "";
        foreach (string line in Table(audit)) yield return line;
    }

    /// <summary>What is wrong, with the numbers that say so.</summary>
    public static string Sentence(PoolFinding finding) => finding switch
    {
        PoolFinding.NeverReturned { Bucket: var bucket } =>
            Text($"{finding.Name}: {bucket.Outstanding:N0} of {bucket.Rented:N0} arrays of {bucket.Length:N0} elements are still out, the oldest for {bucket.Oldest?.TotalSeconds ?? 0:0.0} s"),
        PoolFinding.TooLong { Bucket: var bucket } =>
            Text($"{finding.Name}: {bucket.TooLong:N0} of {bucket.Rented:N0} rents of {bucket.Length:N0} elements were allocated anew"),
        PoolFinding.Overflowing { Bucket: var bucket } =>
            Text($"{finding.Name}: of {bucket.Rented:N0} rents of {bucket.Length:N0} elements {bucket.Missed:N0} were allocated anew, and {bucket.Dropped:N0} returned arrays thrown away"),
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "not one of the closed set"),
    };

    private static IEnumerable<string> Table(PoolAudit audit)
    {
        var table = new TextTable("ELEMENTS", "RENTED", "RETURNED", "FROM BEFORE", "MISSED", "TRIMMED", "DROPPED", "OUT", "BY QUARTER", "OLDEST", "POOL");
        foreach (PoolBucket bucket in audit.Buckets.Take(MostBuckets))
        {
            table.Add(
                Text($"{bucket.Length:N0}"), Text($"{bucket.Rented:N0}"), Text($"{bucket.Returned:N0}"), Text($"{bucket.ReturnedFromBefore:N0}"),
                Text($"{bucket.Missed:N0}"), Text($"{bucket.Trimmed:N0}"), Text($"{bucket.Dropped:N0}"), Text($"{bucket.Outstanding:N0}"),
                string.Join('/', bucket.OutstandingByQuarter), bucket.Oldest is { } oldest ? Text($"{oldest.TotalSeconds:0.0} s") : "-", Text($"{bucket.Pool:x8}"));
        }

        return table.Lines();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
