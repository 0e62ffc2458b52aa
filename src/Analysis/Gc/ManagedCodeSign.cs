namespace GcWatch.Analysis.Gc;

/// <summary>
/// What an event that managed code raised says of the suspensions that are open: where a thread runs, not all stand still. The silence
/// of a stopped process is so told from the silence of a stream that lost the end. Figures and reasons: docs/decisions/0003-gc-model.md.
/// </summary>
internal static class ManagedCodeSign
{
    /// <summary>A thread inside the runtime's own write call is not stopped there, and may be stamped a moment late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>Threads run before the end of the restart is told, by a thread that must first be scheduled among them.</summary>
    private static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(10);

    /// <summary>Well beyond what it has been seen to take to bring the threads to a stop: 70 s (dotnet/runtime#94767).</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(5);

    /// <summary>Whether the suspension must have ended, and its end was lost, where managed code ran at <paramref name="at"/>.</summary>
    public static bool ProvesEnd(OpenSuspension suspension, TimeSpan at) => suspension switch
    {
        { RestartBeganAt: { } restart } => at > restart + LongestRestart,
        { ReachedAt: { } reached } => at > reached + Margin,
        _ => at > suspension.BeganAt + LongestStop,
    };

    /// <summary>Whether threads may still be on their way to a stop: managed code that ran at <paramref name="at"/> says that they were not there.</summary>
    public static bool ProvesRunning(OpenSuspension suspension, TimeSpan at) => at > suspension.BeganAt + Margin;
}
