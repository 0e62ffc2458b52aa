using System.Diagnostics;
using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// A runtime that connects to us. It keeps one idle connection, on which it takes one command, and then makes the next one. Filled by
/// the listener's thread, used by whoever wants to send a command.
/// </summary>
/// <param name="address">The path that it connects to.</param>
/// <param name="cookie">The runtime instance's own id.</param>
/// <param name="process">Which process it is as seen from here, by the socket's credentials; pid 0 where it cannot be seen.</param>
public sealed class ReverseEndpoint(string address, Guid cookie, ProcessKey process) : IRuntimeEndpoint
{
    /// <summary>A runtime tries again after 10 ms at first and at most each 500 ms (dotnet/runtime src/native/eventpipe/ds-ipc.h).</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>A runtime that was stopped, and whose process cannot be seen from here, may come back.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private Socket? idle;
    private long seenAt = Stopwatch.GetTimestamp();
    private bool isClosed;

    public string Address => address;

    public Guid Cookie => cookie;

    public ProcessKey Process => process;

    /// <summary>Whether the runtime has been told to go on, should it have waited for that.</summary>
    internal Greeting Greeting { get; set; }

    public bool IsOpen
    {
        get
        {
            lock (gate) return !isClosed && (idle is not null || Stopwatch.GetElapsedTime(seenAt) < Grace);
        }
    }

    /// <summary>True once there is nothing left to remember it for.</summary>
    internal bool IsForgotten => !IsOpen && (process.IsVisible ? ProcFile.StartTime(process.Pid) != process.StartTime : SilentFor > Memory);

    private TimeSpan SilentFor
    {
        get
        {
            lock (gate) return Stopwatch.GetElapsedTime(seenAt);
        }
    }

    /// <summary>Takes the idle connection, or waits for the next.</summary>
    public Socket Connect(TimeSpan patience)
    {
        long began = Stopwatch.GetTimestamp();
        lock (gate)
        {
            while (idle is null)
            {
                TimeSpan left = patience - Stopwatch.GetElapsedTime(began);
                if (isClosed || left <= TimeSpan.Zero || !Monitor.Wait(gate, left)) throw new IOException($"the runtime did not connect to {address}");
            }

            Socket taken = idle;
            idle = null;
            seenAt = Stopwatch.GetTimestamp();
            return taken;
        }
    }

    /// <summary>The runtime has connected again: what it had before is of no use any more.</summary>
    internal void Offer(Socket connection)
    {
        lock (gate)
        {
            idle?.Dispose();
            idle = connection;
            seenAt = Stopwatch.GetTimestamp();
            if (isClosed) Close();
            else Monitor.PulseAll(gate);
        }
    }

    /// <summary>The idle connection, to be watched for its end; null while it is in use.</summary>
    internal Socket? Idle
    {
        get
        {
            lock (gate) return idle;
        }
    }

    /// <summary>The runtime has let go of this connection, or sent what it may not: away with it, unless it is in use by now.</summary>
    internal void Drop(Socket connection)
    {
        lock (gate)
        {
            if (idle != connection) return;
            idle = null;
            connection.Dispose();
        }
    }

    internal void Close()
    {
        lock (gate)
        {
            isClosed = true;
            idle?.Dispose();
            idle = null;
            Monitor.PulseAll(gate);
        }
    }
}

/// <summary>How far a runtime has been greeted.</summary>
internal enum Greeting
{
    None,
    UnderWay,
    Done,
}
