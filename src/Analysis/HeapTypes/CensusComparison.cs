namespace GcWatch.Analysis.HeapTypes;

/// <summary>
/// Two or more censuses of one process in the order of their time. <see cref="Suspects"/> is what most likely leaks, first the type to look
/// at. What grows most in bytes is nearly always the framework's (strings, byte arrays): the application's type that holds them grows by as
/// many objects, and is named before them; then the container; then the rest, by bytes.
/// </summary>
public sealed class CensusComparison
{
    /// <summary>An object of a holder for so many objects of what grows most in bytes, at least.</summary>
    private const double LeastCarriers = 0.1;

    /// <summary>Below this a growth is chance.</summary>
    private const int LeastObjects = 5;

    /// <summary>
    /// The first sessions in a process leave it with some 200 KB of descriptions of events (measured on .NET 10): less growth than this, of
    /// the type that grows most, is no leak but ourselves.
    /// </summary>
    private const long LeastBytes = 256 * 1024;

    /// <summary>Of all growth: with so many bytes a type is a suspect whatever its count.</summary>
    private const double LeastShare = 0.1;

    private readonly IReadOnlyList<DatedCensus> censuses;

    /// <param name="censuses">At least two.</param>
    public CensusComparison(IReadOnlyList<DatedCensus> censuses)
    {
        ArgumentNullException.ThrowIfNull(censuses);
        ArgumentOutOfRangeException.ThrowIfLessThan(censuses.Count, 2, nameof(censuses));
        this.censuses = censuses;
        Types = [.. Growths().OrderByDescending(type => type.Bytes).ThenBy(type => type.Name, StringComparer.Ordinal)];
        Suspects = [.. Rank()];
    }

    public HeapCensus Before => censuses[0].Census;

    public HeapCensus After => censuses[^1].Census;

    public TimeSpan Over => censuses[^1].TakenAt - censuses[0].TakenAt;

    /// <summary>Every type of the first or the last census, the greatest growth in bytes first.</summary>
    public IReadOnlyList<TypeGrowth> Types { get; }

    /// <summary>Types that grow steadily and by more than chance, the most likely leak first; empty if there is none.</summary>
    public IReadOnlyList<TypeGrowth> Suspects { get; }

    private IEnumerable<TypeGrowth> Growths()
    {
        Dictionary<TypeKey, TypeCount>[] tables = [.. censuses.Select(dated => TableOf(dated.Census))];
        foreach (TypeKey key in tables[0].Keys.Union(tables[^1].Keys))
        {
            TypeCount[] counts = [.. tables.Select(table => table.GetValueOrDefault(key) ?? new TypeCount(key.Name, key.Origin, 0, 0))];
            bool isSteady = counts.Zip(counts.Skip(1)).All(pair => pair.Second.Objects >= pair.First.Objects);
            yield return new TypeGrowth(counts[0], counts[^1], Over, isSteady);
        }
    }

    /// <summary>A file may have a type twice.</summary>
    private static Dictionary<TypeKey, TypeCount> TableOf(HeapCensus census) => census.Types
        .GroupBy(type => new TypeKey(type.Name, type.Origin))
        .ToDictionary(group => group.Key, group => group.First() with { Objects = group.Sum(type => type.Objects), Bytes = group.Sum(type => type.Bytes) });

    private IEnumerable<TypeGrowth> Rank()
    {
        TypeGrowth[] growing = [.. Types.Where(type => type is { IsSteady: true, Bytes: > 0, Objects: > 0 })];
        if (growing.Length == 0 || growing[0].Bytes < LeastBytes) return [];
        double allBytes = growing.Sum(type => (double)type.Bytes);
        double leastCarriers = Math.Max(LeastObjects, growing[0].Objects * LeastCarriers);
        return growing
            .Where(type => type.Bytes >= allBytes * LeastShare || (type.Origin != TypeOrigin.Framework && type.Objects >= leastCarriers))
            .Where(type => type.Objects >= LeastObjects || type.Bytes >= allBytes / 2)
            .OrderBy(type => type.Origin)
            .ThenByDescending(type => type.Bytes);
    }

    private readonly record struct TypeKey(string Name, TypeOrigin Origin);
}
