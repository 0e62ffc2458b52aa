namespace GcWatch.Analysis.HeapTypes;

/// <summary>The live objects of one type.</summary>
public sealed record TypeCount(string Name, TypeOrigin Origin, long Objects, long Bytes);
