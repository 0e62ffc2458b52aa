using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Nothing is lost where nothing has to be, and what is lost is said.</summary>
public sealed class LossTests
{
    private static readonly TimeSpan StallTime = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_thousand_collections_a_second_are_all_seen(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "storm", "--gcs-per-second", "1000");
        await using LiveSession session = await LiveSession.StartAsync(lab, new AttachSettings());

        await Eventually.HoldsAsync("five thousand collections", () => session.Totals.CycleCount >= 5_000);

        int[] numbers = [.. session.Facts.OfType<GcFact.CycleComplete>().Select(fact => fact.Cycle.Number)];
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
        Assert.Equal(0, session.Totals.Health.NumberGaps);
        Assert.Equal(0, session.Totals.Health.EventsLost);
    }

    /// <summary>The smallest buffer that there is, a reader that stands still, and a target that goes on: it must not wait, so events are lost.</summary>
    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task What_a_stalled_reader_loses_is_counted_and_the_target_does_not_wait(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "storm", "--gcs-per-second", "4000");
        await using LiveSession session = await LiveSession.StartAsync(lab, new AttachSettings(BufferMegabytes: 1));
        await Eventually.HoldsAsync("a first collection", () => session.Totals.CycleCount > 0);
        int before = LastNumber(session);

        session.Stall();
        await Task.Delay(StallTime, TimeProvider.System);
        session.GoOn();

        await Eventually.HoldsAsync("a loss that is certain", () => session.Totals.Health is { NumberGaps: > 0, EventsLost: > 0 });
        await Eventually.HoldsAsync("what ran meanwhile", () => LastNumber(session) - before > StallTime.TotalSeconds * 2_000);
        Assert.InRange(session.Totals.Health.NumberGaps, 1, LastNumber(session) - before);
    }

    private static int LastNumber(LiveSession session) => session.Facts.OfType<GcFact.CycleComplete>().Last().Cycle.Number;
}
