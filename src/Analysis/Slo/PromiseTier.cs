namespace GcWatch.Analysis.Slo;

/// <summary>How much a promise is worth, and so who hears when it is broken.</summary>
public enum PromiseTier
{
    /// <summary>May ring a phone, once paging is switched on.</summary>
    Gold,

    /// <summary>A ticket.</summary>
    Silver,

    /// <summary>A message in working hours.</summary>
    Bronze,
}

public static class PromiseTiers
{
    /// <summary>As in the label <c>tier</c>.</summary>
    public static string Label(this PromiseTier tier) => tier switch
    {
        PromiseTier.Gold => "gold",
        PromiseTier.Silver => "silver",
        PromiseTier.Bronze => "bronze",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not one of the closed set"),
    };
}
