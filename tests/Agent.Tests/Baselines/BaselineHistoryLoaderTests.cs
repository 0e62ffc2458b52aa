using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Tests;

namespace GcWatch.Agent.Tests.Baselines;

public sealed class BaselineHistoryLoaderTests
{
    private static readonly DateTimeOffset Today = SteadyService.Beginning + TimeSpan.FromDays(30);
    private static readonly BaselineSignal[] Judged = [BaselineSignal.AllocationRate, BaselineSignal.PauseP99, BaselineSignal.LiveHeap];

    private readonly SteadyService shop = new(3);
    private readonly RecordingLogger<BaselineHistoryLoader> log = new();

    /// <summary>The uninterrupted agent has seen each minute of 30 days; the other one only its hours' quartiles.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_restarted_agent_judges_within_a_tenth_of_what_the_uninterrupted_one_says(int seed)
    {
        var service = new SteadyService(seed);
        var uninterrupted = new BookScene();
        using WatchedProcess old = uninterrupted.Start(age: TimeSpan.FromDays(1));
        uninterrupted.Live(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(5), service.At, old);

        var restarted = new BookScene(uninterrupted.Now - TimeSpan.FromMinutes(3));
        using WatchedProcess again = restarted.Start(age: TimeSpan.FromDays(31));
        await Loader(restarted, new FakeHistory(FakeHistory.Of(service.At, SteadyService.Beginning, Today))).LoadDueAsync(CancellationToken.None);
        restarted.Live(TimeSpan.FromMinutes(3), service.At, again);
        uninterrupted.Live(TimeSpan.FromMinutes(3), minute => service.At(minute).Times(2.5), old);
        restarted.Live(TimeSpan.FromMinutes(3), minute => service.At(minute).Times(2.5), again);

        foreach (BaselineSignal signal in Judged)
        {
            (double z, double other) = (old.Of(signal).ZScore, again.Of(signal).ZScore);
            Assert.InRange(z, 2, 100);
            Assert.InRange(other / z, 0.9, 1.1);
            TestContext.Current.SendDiagnosticMessage($"seed {seed}: {signal.Label()} z {z:0.00} uninterrupted, {other:0.00} restarted");
        }

        Assert.Equal(BaselineState.Full, again.State);
    }

    [Fact]
    public async Task Thirty_days_are_loaded_at_first_sight_and_again_each_hour()
    {
        var scene = new BookScene(Today);
        var history = new FakeHistory([]);
        BaselineHistoryLoader loader = Loader(scene, history);
        await loader.LoadDueAsync(CancellationToken.None);
        Assert.Equal(0, history.Asked);

        using WatchedProcess process = scene.Start();
        await loader.LoadDueAsync(CancellationToken.None);
        await loader.LoadDueAsync(CancellationToken.None);
        Assert.Equal((1, (Today - TimeSpan.FromDays(30), Today)), (history.Asked, history.Span));

        scene.Time.Advance(TimeSpan.FromHours(1));
        await loader.LoadDueAsync(CancellationToken.None);
        Assert.Equal((2, TimeSpan.Zero), (history.Asked, loader.Age));
    }

    [Fact]
    public async Task A_history_that_cannot_be_had_is_said_once_and_asked_ever_more_rarely()
    {
        var scene = new BookScene(Today);
        var history = new FakeHistory([]) { Failure = "connection refused" };
        BaselineHistoryLoader loader = Loader(scene, history);
        using WatchedProcess process = scene.Start();

        for (int second = 0; second < 60; second++)
        {
            await loader.LoadDueAsync(CancellationToken.None);
            scene.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // At 0, 5, 15 and 35 s.
        Assert.Equal((4, 4L), (history.Asked, loader.Failures));
        Assert.Contains("connection refused", Assert.Single(log.Lines).Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(60), loader.Age);

        history.Failure = null;
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        await loader.LoadDueAsync(CancellationToken.None);
        Assert.Equal(2, log.Lines.Count);
        Assert.Equal(TimeSpan.Zero, loader.Age);
    }

    [Fact]
    public async Task An_hour_that_is_not_over_is_learnt_live_only()
    {
        var scene = new BookScene(Today);
        long now = HourOfWeek.Number(Today);
        var history = new FakeHistory([new HistoryHour(BaselineSignal.PauseP99, now, 1, 1, 1)]);
        using WatchedProcess process = scene.Start();
        await Loader(scene, history).LoadDueAsync(CancellationToken.None);
        Assert.Empty(scene.Book.Gather());
    }

    [Fact]
    public async Task Quartiles_that_are_no_numbers_are_left_out()
    {
        var scene = new BookScene(Today);
        long before = HourOfWeek.Number(Today) - 1;
        var history = new FakeHistory([new(BaselineSignal.PauseP99, before, double.NaN, 1, 1), new(BaselineSignal.PauseP99, before, 1, double.PositiveInfinity, 1)]);
        using WatchedProcess process = scene.Start();
        await Loader(scene, history).LoadDueAsync(CancellationToken.None);
        Assert.Empty(scene.Book.Gather());
    }

    [Fact]
    public async Task What_was_learnt_live_keeps_its_level_where_the_history_is_of_other_processes()
    {
        // This process allocates half as much as its service's processes usually do.
        MinuteFigures Half(DateTimeOffset minute) => shop.At(minute).Times(0.5);
        var scene = new BookScene(Today - TimeSpan.FromDays(2));
        using WatchedProcess process = scene.Start(age: TimeSpan.FromDays(1));
        scene.Live(TimeSpan.FromDays(2), Half, process);
        double before = process.Of(BaselineSignal.AllocationRate).Center;

        await Loader(scene, new FakeHistory(FakeHistory.Of(shop.At, SteadyService.Beginning, Today))).LoadDueAsync(CancellationToken.None);
        scene.Live(TimeSpan.FromMinutes(2), Half, process);

        Assert.Equal(BaselineState.Full, process.State);
        Assert.InRange(process.Of(BaselineSignal.AllocationRate).Center / before, 0.9, 1.1);
    }

    [Fact]
    public async Task An_anomaly_that_goes_on_is_not_forgotten_for_a_fresh_history()
    {
        var scene = new BookScene(Today - TimeSpan.FromDays(2));
        using WatchedProcess process = scene.Start(age: TimeSpan.FromDays(1));
        scene.Live(TimeSpan.FromDays(2), shop.At, process);
        scene.Live(TimeSpan.FromMinutes(10), minute => shop.At(minute).Times(5), process);
        Assert.True(process.Of(BaselineSignal.AllocationRate).IsFiring);

        await Loader(scene, new FakeHistory(FakeHistory.Of(shop.At, SteadyService.Beginning, Today))).LoadDueAsync(CancellationToken.None);
        scene.Live(TimeSpan.FromMinutes(2), minute => shop.At(minute).Times(5), process);
        Assert.True(process.Of(BaselineSignal.AllocationRate).IsFiring);
        Assert.Equal(BaselineState.HourOfDay, process.State);

        scene.Live(TimeSpan.FromMinutes(20), shop.At, process);
        Assert.Equal(BaselineState.Full, process.State);
    }

    private BaselineHistoryLoader Loader(BookScene scene, IBaselineHistory history) => new(history, scene.Book, scene.Time, log);
}
