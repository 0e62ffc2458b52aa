using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.HeapAudit;

/// <summary>What <c>gcwatch heap</c> tells.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Pid">Its process id when it was looked at.</param>
/// <param name="Last">The latest census.</param>
internal sealed record HeapReport(string Name, int Pid, DatedCensus Last)
{
    /// <summary>How many of the suspects are shown with what holds them.</summary>
    private const int TypesWithPaths = 3;

    /// <summary>The walks that were made for it; none where files are compared.</summary>
    public IReadOnlyList<HeapWalked> Walks { get; private init; } = [];

    /// <summary>Null where there is one census only.</summary>
    public CensusComparison? Comparison { get; private init; }

    public IReadOnlyList<HeldType> Held { get; private init; } = [];

    /// <summary>False if paths were asked for and the heap has more references than are kept.</summary>
    public bool IsGraphWhole { get; private init; } = true;

    public static HeapReport OfFiles(SavedCensus before, SavedCensus after) => new(after.Name, after.Pid, after.Dated)
    {
        Comparison = new CensusComparison([before.Dated, after.Dated]),
    };

    public static HeapReport OfWalks(Target target, IReadOnlyList<HeapWalked> walks)
    {
        CensusComparison? comparison = walks.Count > 1 ? new CensusComparison([.. walks.Select(walk => walk.Dated)]) : null;
        HeapWalk last = walks[^1].Walk;
        IEnumerable<string> first = comparison?.Suspects.Select(type => type.Name) ?? walks[^1].Dated.Census.Types.Select(type => type.Name);
        return new HeapReport(target.Name, target.Pid, walks[^1].Dated)
        {
            Walks = walks,
            Comparison = comparison,
            Held = last.Graph is null ? [] : [.. first.Distinct().Take(TypesWithPaths).Select(name => new HeldType(name, last.PathsTo(name)))],
            IsGraphWhole = last.Graph?.IsWhole ?? true,
        };
    }
}

/// <summary>A type with what holds its objects; no path where none was found.</summary>
internal sealed record HeldType(string Type, IReadOnlyList<RetainingPath> Paths);
