using System.Globalization;

namespace GcWatch.Agent.Gate;

/// <summary>What the number of a limit stands for: a closed set.</summary>
internal enum BudgetUnit
{
    /// <summary>Seconds; in a budget as the configuration writes durations: "00:00:00.050".</summary>
    Duration,

    Bytes,

    Count,

    /// <summary>0 to 1.</summary>
    Share,
}

internal static class BudgetUnits
{
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>For people.</summary>
    public static string Text(this BudgetUnit unit, double value) => unit switch
    {
        BudgetUnit.Duration => value < 1 ? Invariant($"{value * 1000:0.###} ms") : Invariant($"{value:0.###} s"),
        BudgetUnit.Bytes => Bytes(value),
        BudgetUnit.Count => Invariant($"{value:0}"),
        BudgetUnit.Share => Invariant($"{value * 100:0.##} %"),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a unit"),
    };

    private static string Bytes(double value)
    {
        int unit = 0;
        for (; value >= 1000 && unit < ByteUnits.Length - 1; unit++) value /= 1000;
        return Invariant($"{value:0.##} {ByteUnits[unit]}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
