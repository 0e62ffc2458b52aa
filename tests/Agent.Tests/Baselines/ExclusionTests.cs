using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Tests;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>Spans that operators exclude: before, while and after they are learnt.</summary>
public sealed class ExclusionTests
{
    private static readonly DateTimeOffset Start = SteadyService.Beginning;

    private readonly SteadyService shop = new(5);

    [Theory]
    [InlineData("2026-03-02T08:00Z/2026-03-02T10:30Z", 8, 10.5, "*")]
    [InlineData("2026-03-02T08:00/2026-03-02T10:30/shop-*", 8, 10.5, "shop-*")]
    [InlineData("2026-03-02T09:00+01:00/2026-03-02T10:30:00Z/shop", 8, 10.5, "shop")]
    [InlineData("2026-03-02/2026-03-03", 0, 24, "*")]
    public void A_span_has_two_times_and_perhaps_a_service(string text, double fromHour, double toHour, string service) =>
        Assert.Equal(new ExcludedSpan(Start.AddHours(fromHour), Start.AddHours(toHour), service), ExcludedSpan.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-02T08:00Z")]
    [InlineData("2026-03-02T08:00Z/")]
    [InlineData("2026-03-02T08:00Z/tomorrow")]
    [InlineData("2026-03-02T08:00Z/2026-03-02T07:59Z")]
    [InlineData("2026-03-02T08:00Z/2026-03-02T10:00Z/")]
    public void Anything_else_is_none(string text) => Assert.Null(ExcludedSpan.Parse(text));

    [Fact]
    public void A_span_that_was_learnt_is_forgotten_when_the_baseline_is_taken_up_again()
    {
        var before = new BookScene();
        WatchedProcess process = before.Start(age: TimeSpan.FromHours(1));
        before.Live(TimeSpan.FromDays(2), shop.At, process);
        process.Dispose();

        var after = new BookScene(before.Now, "2026-03-03T08:00Z/2026-03-03T09:59Z/sh*");
        after.Book.Restore(before.Book.Gather());
        SignalBaselineState learnt = Learnt(after);

        Assert.Equal((float.NaN, float.NaN), (Median(learnt, Start.AddHours(32)), Median(learnt, Start.AddHours(33))));
        Assert.True(float.IsFinite(Median(learnt, Start.AddHours(31))));
        Assert.True(float.IsFinite(Median(learnt, Start.AddHours(34))));
    }

    [Fact]
    public void A_span_of_another_service_is_none_of_this_one_s()
    {
        var scene = new BookScene(null, "2026-03-02T03:00Z/2026-03-02T03:59Z/cart");
        using WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromHours(6), shop.At, process);
        Assert.True(float.IsFinite(Median(Signal(scene.Gather(shop.At, process)), Start.AddHours(3))));
    }

    [Fact]
    public void A_span_that_is_still_to_come_is_not_learnt()
    {
        var scene = new BookScene(null, "2026-03-02T03:10Z/2026-03-02T04:20Z");
        using WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromHours(6), shop.At, process);

        SignalBaselineState learnt = Signal(scene.Gather(shop.At, process));
        Assert.Equal([true, false, false, true], Enumerable.Range(2, 4).Select(hour => float.IsFinite(Median(learnt, Start.AddHours(hour)))));
    }

    [Fact]
    public async Task A_span_of_a_history_is_not_learnt()
    {
        DateTimeOffset today = Start + TimeSpan.FromDays(3);
        var scene = new BookScene(today, "2026-03-03T08:00Z/2026-03-03T08:30Z");
        var history = new FakeHistory(FakeHistory.Of(shop.At, Start, today));
        using WatchedProcess process = scene.Start();
        await new BaselineHistoryLoader(history, scene.Book, scene.Time, new RecordingLogger<BaselineHistoryLoader>()).LoadDueAsync(CancellationToken.None);

        SignalBaselineState learnt = Signal(scene.Book.Gather().Single().State);
        Assert.True(float.IsNaN(Median(learnt, Start.AddHours(32))));
        Assert.True(float.IsFinite(Median(learnt, Start.AddHours(33))));
    }

    /// <summary>What a process that starts now hands in again.</summary>
    private SignalBaselineState Learnt(BookScene scene)
    {
        using WatchedProcess process = scene.Start();
        scene.Live(TimeSpan.FromMinutes(2), shop.At, process);
        return Signal(scene.Gather(shop.At, process));
    }

    private static SignalBaselineState Signal(ServiceBaselineState? state) =>
        Assert.IsType<ServiceBaselineState>(state).Signals.Single(signal => signal.Signal == BaselineSignal.AllocationRate);

    private static float Median(SignalBaselineState state, DateTimeOffset hour) => state.Medians[HourOfWeek.InCycle(HourOfWeek.Number(hour))];
}
