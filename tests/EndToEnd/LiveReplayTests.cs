using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Live and replay are one path: the same bytes give the same facts.</summary>
public sealed class LiveReplayTests
{
    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net9, false)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task The_same_seconds_give_exactly_the_same_facts(LabRuntime runtime, bool usesServerGc)
    {
        using var folder = new TemporaryFolder();
        string copy = folder.PathOf("copy.nettrace");
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(runtime, "background", "--live-mb", "40") { UsesServerGc = usesServerGc });
        LiveSession session = await LiveSession.StartAsync(lab, new AttachSettings { Copy = File.Create(copy) });
        await Eventually.HoldsAsync("ten collections", () => session.Totals.CycleCount >= 10);
        await session.DisposeAsync();

        var replay = new Replayed();
        Assert.Null(NetTraceReplay.Read(copy, replay).Fault);
        Assert.Equal(Told(session.Facts), Told(replay.Facts));
    }

    /// <summary>Records compare by value but for their arrays: those are spelt out.</summary>
    private static IEnumerable<string> Told(IEnumerable<GcFact> facts) => facts.Select(fact => fact switch
    {
        GcFact.CycleComplete { Cycle: { Heap: { } heap } cycle } => $"{cycle with { Heap = null }} {heap with { Generations = [] }} {string.Join(' ', heap.Generations)}",
        GcFact.SuspensionOver { Suspension: var suspension } => $"{suspension with { Cycles = [] }} {string.Join(' ', suspension.Cycles)}",
        _ => fact.ToString(),
    });

    private sealed class Replayed : IGcEventReceiver
    {
        private readonly GcWatch.Analysis.TargetView view = new(new GcWatch.Analysis.TargetIdentity("replay", "", "", "", "replay"));

        public List<GcFact> Facts { get; } = [];

        public void Take(GcEvent gcEvent) => Facts.AddRange(view.Apply(gcEvent));
    }
}
