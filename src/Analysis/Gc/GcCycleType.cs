namespace GcWatch.Analysis.Gc;

/// <summary>How a cycle ran: GCStart's <c>Type</c>. The numbers are the wire's; anything else is <see cref="Unknown"/>.</summary>
public enum GcCycleType
{
    Unknown = -1,

    /// <summary>The threads stand still for the whole cycle.</summary>
    NonConcurrent = 0,

    /// <summary>A gen2 that runs beside the threads, with short suspensions.</summary>
    Background = 1,

    /// <summary>A blocking gen0 or gen1 while a background gen2 is under way.</summary>
    Foreground = 2,
}
