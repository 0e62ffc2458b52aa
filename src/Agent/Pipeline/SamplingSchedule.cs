using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Pipeline;

/// <summary>When one process's allocations are to be sampled. Used by one loop.</summary>
internal sealed class SamplingSchedule(AllocationsOptions options, TimeProvider time)
{
    private long? startedAt;

    /// <summary>True if it is time to begin; the caller then does, or says that it cannot with <see cref="Postpone"/>.</summary>
    public bool TakeTurn(GcReport report)
    {
        if (!IsWanted(report) || (startedAt is { } last && time.GetElapsedTime(last) < LeastTime)) return false;
        startedAt = time.GetTimestamp();
        return true;
    }

    /// <summary>The turn could not be used: the next tick may.</summary>
    public void Postpone() => startedAt = null;

    private TimeSpan LeastTime => options.Mode == SamplingMode.Continuous ? options.Interval : options.CoolDown;

    private bool IsWanted(GcReport report) => options.Mode switch
    {
        SamplingMode.Off => false,
        SamplingMode.Continuous => true,
        SamplingMode.OnBreach => report.Verdicts.Any(verdict => verdict is { IsFiring: true, Rule: RuleKind.AllocationBurst or RuleKind.PauseRegression }),
        _ => throw new ArgumentOutOfRangeException(nameof(report), options.Mode, "not a mode"),
    };
}
