using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Rules;

/// <summary>A promise in words.</summary>
internal static class PromiseSentence
{
    public static string Of(Promise promise) => promise switch
    {
        Promise.Pause { Indicator: PauseIndicator.Events } pause => FormattableString.Invariant($"{Percent(pause.Objective)} of GC pauses take at most {pause.Threshold.TotalMilliseconds:0.####} ms"),
        Promise.Pause pause => FormattableString.Invariant($"{Percent(pause.Objective)} of minutes have no GC pause above {pause.Threshold.TotalMilliseconds:0.####} ms"),
        Promise.HeapGrowth growth => $"{Percent(growth.Objective)} of 5-minute slices have a live heap that grows by at most {Percent(growth.PerHour)} an hour",
        Promise.AllocationBurst burst => FormattableString.Invariant($"{Percent(burst.Objective)} of minutes allocate at most {burst.Multiple} times the baseline of the hour of the week"),
        _ => throw new ArgumentOutOfRangeException(nameof(promise), promise, "not one of the closed set"),
    };

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.#####} %");
}
