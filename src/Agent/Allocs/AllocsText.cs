using System.Globalization;
using GcWatch.Agent.Checking;
using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Allocs;

/// <summary>Sampled allocations for people.</summary>
internal static class AllocsText
{
    private const int LongestName = 90;

    /// <summary>One line, said beforehand.</summary>
    public static string Cost(Target target, AllocsRequest request)
    {
        string stacks = request.HasStacks ? ", with its stack; at the end the runtime names all its methods, which takes it up to a second of one core" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Sampling process {target.Pid} ({target.Name}) for {request.Duration.TotalSeconds:0} s: one event for each 100 KB it allocates{stacks}. What that costs: docs/allocations.md");
    }

    public static IEnumerable<string> Lines(AllocsReport report)
    {
        AllocationBreakdown breakdown = report.Breakdown;
        yield return Heading(report);
        foreach (string warning in Warnings(report)) yield return warning;
        if (breakdown.Total.Samples == 0) yield break;
        foreach (string line in (string[])["", "Causes", .. Causes(breakdown), "", "Types", .. Types(breakdown, report.Top)]) yield return line;
        if (breakdown.Sites.IsEmpty) yield break;
        foreach (string line in (string[])["", "Places", .. Sites(breakdown, report.Top)]) yield return line;
    }

    private static string Heading(AllocsReport report)
    {
        AllocationBreakdown breakdown = report.Breakdown;
        string way = breakdown.Sampling == AllocationSampling.Random ? "drawn at random" : "ticks";
        return Text($"{report.Target.Name} ({report.Target.Pid}, .NET {report.Target.Runtime.Version}) allocated {Rate(breakdown.Total.Bytes, breakdown)} MB/s in {Count(breakdown.Total.Objects, breakdown)} objects/s over {breakdown.Duration.TotalSeconds:0.0} s; {breakdown.Total.Samples} samples, {way}. Errors are one standard error.");
    }

    private static IEnumerable<string> Warnings(AllocsReport report)
    {
        CaptureEnd end = report.Sampled.End;
        if (end.Stream.Fault is { } fault) yield return $"The stream broke off ({fault}): what follows is what had come until then.";
        else if (!end.HasStopped) yield return "It ended, or did not answer, before the sampling was over.";
        if (end.LostEvents > 0) yield return Text($"{end.LostEvents} events were lost: the figures are too low.");
        if (report.Breakdown.Total.Samples == 0) yield return "Nothing was sampled: it allocated less than some 100 KB.";
        else if (report.Assemblies == 0) yield return "Its assemblies could not be read: bare type names are unresolved.";
        if (!report.Breakdown.Stacks.IsEmpty && report.Sampled.MethodCount == 0) yield return "The runtime did not name its methods in time: places are unknown.";
    }

    private static IEnumerable<string> Causes(AllocationBreakdown breakdown)
    {
        var table = new TextTable("cause", "MB/s", "share", "objects/s", "samples");
        foreach (CauseFigure cause in breakdown.Causes)
        {
            AllocationEstimate estimate = cause.Estimate;
            table.Add(cause.Cause.Label(), Rate(estimate.Bytes, breakdown), Share(estimate), Count(estimate.Objects, breakdown), Text($"{estimate.Samples}"));
        }

        return table.Lines();
    }

    private static IEnumerable<string> Types(AllocationBreakdown breakdown, int top)
    {
        var table = new TextTable("type", "cause", "heap", "MB/s", "share", "objects/s");
        foreach (TypeFigure type in breakdown.Types.Take(top))
        {
            AllocationEstimate estimate = type.Estimate;
            table.Add(Short(type.TypeName), type.Cause.Label(), Label(type.Heap), Rate(estimate.Bytes, breakdown), Share(estimate), Count(estimate.Objects, breakdown));
        }

        return table.Lines();
    }

    private static IEnumerable<string> Sites(AllocationBreakdown breakdown, int top)
    {
        var table = new TextTable("place", "cause", "MB/s", "share", "objects/s");
        foreach (SiteFigure site in breakdown.Sites.Take(top))
        {
            AllocationEstimate estimate = site.Estimate;
            table.Add(Short(site.Site), site.Cause.Label(), Rate(estimate.Bytes, breakdown), Share(estimate), Count(estimate.Objects, breakdown));
        }

        return table.Lines();
    }

    internal static string Label(AllocationHeap heap) => heap switch
    {
        AllocationHeap.Small => "small",
        AllocationHeap.Large => "large",
        AllocationHeap.Pinned => "pinned",
        AllocationHeap.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(heap), heap, "not a heap"),
    };

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static string Rate(double bytes, AllocationBreakdown breakdown) => Text($"{bytes / breakdown.Duration.TotalSeconds / 1e6:0.00}");

    private static string Count(double objects, AllocationBreakdown breakdown) => Text($"{objects / breakdown.Duration.TotalSeconds:#,0}");

    private static string Share(AllocationEstimate estimate) => Text($"{estimate.Share * 100:0.0} % ± {estimate.ShareError * 100:0.0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
