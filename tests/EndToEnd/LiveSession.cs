using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Decode;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>A session of our own in a real process, without an agent around it: what it gave, and what the model made of it.</summary>
internal sealed class LiveSession : IGcEventReceiver, IAsyncDisposable
{
    private readonly TargetView view = new(new TargetIdentity("live", "", "", "", "live"));
    private readonly ManualResetEventSlim open = new(initialState: true);
    private readonly Lock gate = new();
    private readonly List<GcFact> facts = [];
    private EventPump? pump;

    public TargetTotals Totals
    {
        get
        {
            lock (gate) return view.Totals();
        }
    }

    public IReadOnlyList<GcFact> Facts
    {
        get
        {
            lock (gate) return [.. facts];
        }
    }

    public static async Task<LiveSession> StartAsync(LabProcess lab, AttachSettings settings)
    {
        var session = new LiveSession();
        ProbeResult probe = await TargetProbe.ProbeAsync(lab.Pid, CancellationToken.None);
        Target target = Assert.IsType<Target>(probe.Target);
        AttachResult attached = await TargetAttacher.AttachAsync(target, session, settings, CancellationToken.None);
        session.pump = Assert.IsType<EventPump>(attached.Pump);
        session.pump.Start();
        return session;
    }

    /// <summary>The reader stands still at its next event, as one does whose host is starved.</summary>
    public void Stall() => open.Reset();

    public void GoOn() => open.Set();

    public void Take(GcEvent gcEvent)
    {
        open.Wait();
        lock (gate) facts.AddRange(view.Apply(gcEvent));
    }

    public async ValueTask DisposeAsync()
    {
        open.Set();
        if (pump is not null) await pump.DisposeAsync();
        open.Dispose();
    }
}
