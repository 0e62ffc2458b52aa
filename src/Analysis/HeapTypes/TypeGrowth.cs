namespace GcWatch.Analysis.HeapTypes;

/// <summary>What became of a type between the first and the last of some censuses.</summary>
/// <param name="Before">In the first.</param>
/// <param name="After">In the last.</param>
/// <param name="Over">The time between these.</param>
/// <param name="IsSteady">Whether it grew, or stayed, from each census to the next.</param>
public sealed record TypeGrowth(TypeCount Before, TypeCount After, TimeSpan Over, bool IsSteady)
{
    public string Name => After.Name;

    public TypeOrigin Origin => After.Origin;

    public long Objects => After.Objects - Before.Objects;

    public long Bytes => After.Bytes - Before.Bytes;

    /// <summary>Null where no time has passed.</summary>
    public double? BytesPerHour => Over > TimeSpan.Zero ? Bytes / Over.TotalHours : null;

    /// <summary>Objects now, per object then, at most 1: the share of the old ones that can have survived at most. Null where there were none.</summary>
    public double? MostSurvival => Before.Objects == 0 ? null : Math.Min(1, (double)After.Objects / Before.Objects);
}
