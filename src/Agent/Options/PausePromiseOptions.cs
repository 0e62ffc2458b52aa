using System.ComponentModel.DataAnnotations;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>A promise about the length of GC pauses.</summary>
public sealed class PausePromiseOptions : PromiseOptions
{
    public PausePromiseOptions()
        : base("gc-pause", PromiseTier.Gold, 0.99)
    {
    }

    /// <summary>The longest good pause, 0.1 ms to 1 min; no whole second but 1 and 5. It becomes a boundary of the pause histogram. Default 15 ms.</summary>
    [DurationRange("00:00:00.0001", "00:01:00")]
    public TimeSpan Threshold { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>What is counted: Events (each pause) or Minutes (bad if any pause in it was too long). Default Events.</summary>
    [EnumDataType(typeof(PauseIndicator))]
    public PauseIndicator Indicator { get; init; } = PauseIndicator.Events;

    /// <inheritdoc/>
    public override Promise ToPromise() => new Promise.Pause(Name, Tier, Objective, Threshold, Indicator);
}
