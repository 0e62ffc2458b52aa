namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Finds out when the agent itself did not run: a thread of its own that wants to wake each 100 ms, and notes by how much it came late.
/// A silence of a target that falls into such a time is the agent's, not the target's.
/// </summary>
internal sealed class StallTicker : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>A thread that comes so little late was only scheduled after others.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    private const int MostRemembered = 64;

    private readonly TimeProvider time;
    private readonly Func<TimeSpan, bool> wait;
    /// <summary>Not the slim kind, which spins before it waits: ten times a second, for nothing.</summary>
    private readonly ManualResetEvent ending = new(initialState: false);
    private readonly Queue<(long From, long To)> stalls = new(MostRemembered);
    private readonly Lock gate = new();
    private readonly Thread thread;
    private TimeSpan total;

    public StallTicker(TimeProvider time)
        : this(time, wait: null)
    {
    }

    /// <param name="time">The clock.</param>
    /// <param name="wait">Waits for so long and says whether to end; null for the real thing.</param>
    internal StallTicker(TimeProvider time, Func<TimeSpan, bool>? wait)
    {
        this.time = time;
        this.wait = wait ?? ending.WaitOne;
        thread = new Thread(Run) { IsBackground = true, Name = "gcwatch stall ticker" };
    }

    /// <summary>Time for which the agent did not run, beyond the tolerance, since the start.</summary>
    public TimeSpan Total
    {
        get { lock (gate) return total; }
    }

    public void Start() => thread.Start();

    /// <summary>Whether the agent stood still at any time between two timestamps of its clock; of the latest 64 stalls.</summary>
    public bool WasStalledBetween(long fromTimestamp, long toTimestamp)
    {
        lock (gate) return stalls.Any(stall => stall.From < toTimestamp && stall.To > fromTimestamp);
    }

    public void Dispose()
    {
        ending.Set();
        if (thread.IsAlive) thread.Join();
        ending.Dispose();
    }

    /// <summary>The thread's body.</summary>
    internal void Run()
    {
        long last = time.GetTimestamp();
        while (!wait(Interval))
        {
            long now = time.GetTimestamp();
            Note(last, now);
            last = now;
        }
    }

    /// <summary>It ought to have come back an interval after the last time; from then on it stood still.</summary>
    private void Note(long last, long now)
    {
        TimeSpan late = time.GetElapsedTime(last, now) - Interval;
        if (late < Tolerance) return;
        long due = now - (long)(late.TotalSeconds * time.TimestampFrequency);
        lock (gate)
        {
            total += late;
            if (stalls.Count == MostRemembered) stalls.Dequeue();
            stalls.Enqueue((due, now));
        }
    }
}
