namespace GcWatch.Analysis.Slo;

/// <summary>What slices are judged by at one tick.</summary>
/// <param name="Now">Time since the session began.</param>
/// <param name="ProcessAge">How old the process is; the first half hour of its heap says nothing of growth.</param>
/// <param name="IsBlind">Whether the stream stands still: what happens meanwhile is not known.</param>
/// <param name="UsualAllocationRate">The baseline of the allocation rate for this hour, in bytes a second; null where there is none yet.</param>
public readonly record struct JudgedMoment(TimeSpan Now, TimeSpan ProcessAge, bool IsBlind, double? UsualAllocationRate);
