namespace GcWatch.Agent.Simulation;

/// <summary>One minute of a service as every detector sees it; NaN where nothing was measured.</summary>
/// <param name="Minute">Counted since 1970.</param>
/// <param name="ProcessAge">Of the process that was measured.</param>
/// <param name="Allocation">Bytes per second.</param>
/// <param name="Pause">p99 of the GC pauses, seconds.</param>
/// <param name="LiveHeap">Bytes; only if a gen2 collection completed in this minute.</param>
/// <param name="TriggerHeap">Bytes when a collection starts.</param>
/// <param name="Collections">Collections in this minute.</param>
internal readonly record struct MinuteRow(
    long Minute, TimeSpan ProcessAge, double Allocation, double Pause, double LiveHeap, double TriggerHeap, double Collections)
{
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Minute * 60);
}
