using System.Globalization;
using GcWatch.Agent.Checking;
using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Agent.HeapAudit;

/// <summary>A census, or a comparison, for people.</summary>
internal static class HeapText
{
    private const int MostSuspects = 3;

    public static IEnumerable<string> Lines(HeapReport report, int top)
    {
        HeapCensus census = report.Last.Census;
        yield return Text($"{report.Name} (process {report.Pid}): {census.Objects:N0} live objects, {Size(census.Bytes)}, {census.Types.Count:N0} types");
        foreach (HeapWalked walk in report.Walks)
        {
            yield return Text($"stood still for {Duration(walk.Pause)} (expected {Span(walk.Forecast)}); the walk took {Duration(walk.Took)}");
        }

        IEnumerable<string> rest = report.Comparison is { } comparison ? Growth(comparison, report, top) : Types(census, report, top);
        foreach (string line in rest) yield return line;
    }

    public static string Span(WalkForecast forecast) => $"{Duration(forecast.ShortestPause)} to {Duration(forecast.LongestPause)}";

    public static string Size(long bytes) => Math.Abs(bytes) switch
    {
        >= 100_000_000 => Text($"{bytes / 1e6:N0} MB"),
        >= 1_000_000 => Text($"{bytes / 1e6:0.#} MB"),
        >= 1_000 => Text($"{bytes / 1e3:0.#} KB"),
        _ => Text($"{bytes} B"),
    };

    private static IEnumerable<string> Types(HeapCensus census, HeapReport report, int top)
    {
        var table = new TextTable("OBJECTS", "BYTES", "SHARE", "TYPE");
        foreach (TypeCount type in census.Types.Take(top))
        {
            table.Add(Text($"{type.Objects:N0}"), Size(type.Bytes), Text($"{Share(type.Bytes, census.Bytes):P1}"), type.Name);
        }

        return ["", .. table.Lines(), .. report.Held.SelectMany(held => Held(held, report)), .. Bound(report)];
    }

    private static IEnumerable<string> Growth(CensusComparison comparison, HeapReport report, int top)
    {
        yield return Text($"in {Duration(comparison.Over)}: {Signed(comparison.After.Objects - comparison.Before.Objects)} objects, {SignedSize(comparison.After.Bytes - comparison.Before.Bytes)}");
        yield return "";
        if (comparison.Suspects.Count == 0) yield return "no type grew steadily and by enough: no leak can be named";
        foreach ((int at, TypeGrowth type) in comparison.Suspects.Take(MostSuspects).Index())
        {
            yield return Text($"{(at == 0 ? "most likely leak" : "then")}: {type.Name}, {Signed(type.Objects)} objects, {SignedSize(type.Bytes)}{PerHour(type)}");
            foreach (string line in report.Held.Where(held => held.Type == type.Name).SelectMany(held => Held(held, report))) yield return line;
        }

        foreach (string line in Bound(report)) yield return line;
        yield return "";
        var table = new TextTable("GREW BY", "BYTES", "PER HOUR", "OBJECTS", "KEPT AT MOST", "TYPE");
        foreach (TypeGrowth type in comparison.Types.Where(type => type.Bytes != 0).Take(top))
        {
            table.Add(
                Signed(type.Objects), SignedSize(type.Bytes), type.BytesPerHour is { } rate ? SignedSize((long)rate) : "-",
                Text($"{type.After.Objects:N0}"), type.MostSurvival is { } kept ? Text($"{kept:P0}") : "-", type.Name);
        }

        foreach (string line in table.Lines()) yield return line;
    }

    private static IEnumerable<string> Held(HeldType held, HeapReport report)
    {
        if (report.Comparison is null) yield return Text($"{held.Type} is held by");
        foreach (RetainingPath path in held.Paths.Take(2))
        {
            string way = string.Join(" -> ", path.Steps.Select(step => step.Times > 1 ? Text($"{step.Type} (x{step.Times:N0})") : step.Type));
            yield return Text($"  {path.Objects} of {path.Sampled} looked at: {path.Root} -> {way}");
        }

        if (held.Paths.Count == 0) yield return "  no way from a root to it was found";
    }

    private static IEnumerable<string> Bound(HeapReport report) =>
        report.IsGraphWhole ? [] : [Text($"not all references were kept (bound {Size(ReferenceGraph.DefaultMostBytes)}): a way may be missing, or longer than need be")];

    private static string PerHour(TypeGrowth type) => type.BytesPerHour is { } rate ? $" ({SignedSize((long)rate)} an hour)" : "";

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Signed(long number) => Text($"{number:+#,0;-#,0;0}");

    private static string SignedSize(long bytes) => bytes > 0 ? $"+{Size(bytes)}" : Size(bytes);

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        >= 100 => Text($"{time.TotalSeconds:N0} s"),
        >= 1 => Text($"{time.TotalSeconds:0.0} s"),
        _ => Text($"{time.TotalMilliseconds:0} ms"),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
