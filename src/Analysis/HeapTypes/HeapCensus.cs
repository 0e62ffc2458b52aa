namespace GcWatch.Analysis.HeapTypes;

/// <summary>All live objects at one moment, by type, most bytes first.</summary>
public sealed record HeapCensus(IReadOnlyList<TypeCount> Types)
{
    public long Objects { get; } = Types.Sum(type => type.Objects);

    public long Bytes { get; } = Types.Sum(type => type.Bytes);
}

/// <summary>A census with its moment.</summary>
public sealed record DatedCensus(DateTimeOffset TakenAt, HeapCensus Census);
