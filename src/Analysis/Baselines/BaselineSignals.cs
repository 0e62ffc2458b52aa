using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>Names and scales of the signals.</summary>
public static class BaselineSignals
{
    public static readonly ImmutableArray<BaselineSignal> All = [.. Enum.GetValues<BaselineSignal>()];

    /// <summary>As in the label <c>signal</c>.</summary>
    public static string Label(this BaselineSignal signal) => signal switch
    {
        BaselineSignal.PauseP50 => "pause_p50",
        BaselineSignal.PauseP99 => "pause_p99",
        BaselineSignal.AllocationRate => "allocation_rate",
        BaselineSignal.LiveHeap => "live_heap",
        BaselineSignal.TriggerHeap => "trigger_heap",
        BaselineSignal.TriggerHeapSlope => "trigger_heap_slope",
        BaselineSignal.Gen0Rate => "gen0_rate",
        BaselineSignal.Gen1Rate => "gen1_rate",
        BaselineSignal.Gen2Rate => "gen2_rate",
        BaselineSignal.SurvivalGen0 => "survival_gen0",
        BaselineSignal.SurvivalGen1 => "survival_gen1",
        BaselineSignal.SurvivalGen2 => "survival_gen2",
        BaselineSignal.Fragmentation => "fragmentation",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "not one of the closed set"),
    };

    /// <summary>
    /// The scale on which a signal is learnt: its natural logarithm, so that a ratio is a difference. Below a floor there is nothing to
    /// compare (an idle service would be a million times busier a minute later). A slope is a logarithm already.
    /// </summary>
    public static double ToLog(this BaselineSignal signal, double value) =>
        signal == BaselineSignal.TriggerHeapSlope ? value : Math.Log(Math.Max(value, Floor(signal)));

    /// <summary>The inverse of <see cref="ToLog"/>, in the signal's own unit.</summary>
    public static double FromLog(this BaselineSignal signal, double y) => signal == BaselineSignal.TriggerHeapSlope ? y : Math.Exp(y);

    private static double Floor(BaselineSignal signal) => signal switch
    {
        BaselineSignal.PauseP50 or BaselineSignal.PauseP99 => 50e-6,
        BaselineSignal.AllocationRate => 1e4,
        BaselineSignal.LiveHeap or BaselineSignal.TriggerHeap => 1e5,
        BaselineSignal.Gen0Rate or BaselineSignal.Gen1Rate or BaselineSignal.Gen2Rate => 0.1,
        _ => 1e-3,
    };
}
