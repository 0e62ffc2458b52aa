namespace GcWatch.Lab.Scenarios;

/// <summary>In what the bad variant is worse than its repaired twin.</summary>
internal enum Claim
{
    /// <summary>It allocates more for each operation.</summary>
    Allocation,

    /// <summary>It keeps objects alive that nobody needs.</summary>
    Retention,

    /// <summary>It makes the collector work harder for the same objects.</summary>
    Collection,

    /// <summary>It gives wrong results.</summary>
    Correctness,

    /// <summary>It takes longer.</summary>
    Speed,
}
