namespace GcWatch.Agent.Simulation;

/// <summary>Where a series file has its columns; −1 for those that it does not have.</summary>
internal sealed class SeriesColumns
{
    public const string TimeName = "timestamp";

    private readonly string[] names;

    public SeriesColumns(string header)
    {
        names = [.. header.TrimStart('\uFEFF').Split(',').Select(name => name.Trim().Trim('"').ToUpperInvariant())];
        Time = Find(TimeName);
        Age = Find("process_age_seconds");
        Allocation = Find("allocation_bytes_per_second");
        Pause = Find("pause_p99_seconds");
        LiveHeap = Find("live_heap_bytes");
        TriggerHeap = Find("trigger_heap_bytes");
        Collections = Find("collections_per_minute");
    }

    public int Time { get; }

    public int Age { get; }

    public int Allocation { get; }

    public int Pause { get; }

    public int LiveHeap { get; }

    public int TriggerHeap { get; }

    public int Collections { get; }

    public bool HasSignal => Allocation >= 0 || Pause >= 0 || LiveHeap >= 0;

    private int Find(string name) => Array.IndexOf(names, name.ToUpperInvariant());
}
