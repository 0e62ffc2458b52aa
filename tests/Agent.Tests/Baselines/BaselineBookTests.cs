using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Tests.Baselines;

public sealed class BaselineBookTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(2) + TimeSpan.FromMinutes(5);

    private readonly SteadyService shop = new(1);
    private readonly BookScene scene = new();

    [Fact]
    public void A_service_that_was_never_seen_is_not_judged_in_its_first_hour()
    {
        using WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromMinutes(59), shop.At, process);
        Assert.Equal(BaselineState.None, process.State);
    }

    [Fact]
    public void A_process_that_is_started_again_carries_on_what_the_one_before_has_learnt()
    {
        WatchedProcess first = scene.Start();
        scene.Live(Days, shop.At, first);
        SignalJudgement before = first.Of(BaselineSignal.AllocationRate);
        first.Dispose();

        using WatchedProcess second = scene.Start();
        scene.Live(TimeSpan.FromMinutes(1), shop.At, second);

        SignalJudgement after = second.Of(BaselineSignal.AllocationRate);
        Assert.Equal(BaselineState.HourOfDay, second.State);
        Assert.Equal(before.Scale, after.Scale);
        Assert.Equal(before.Level, after.Level, 0.002);
        Assert.InRange(after.Center / before.Center, 0.98, 1.02);
    }

    [Theory]
    [InlineData("other", "shop", "prod")]
    [InlineData("web", "cart", "prod")]
    [InlineData("web", "shop", "test")]
    public void What_one_service_has_learnt_is_not_taken_for_another_s(string space, string service, string env)
    {
        WatchedProcess first = scene.Start();
        scene.Live(Days, shop.At, first);
        first.Dispose();

        using WatchedProcess stranger = scene.Start(new ServiceKey(space, service, env));
        scene.Live(TimeSpan.FromMinutes(1), shop.At, stranger);

        Assert.Equal(BaselineState.None, stranger.State);
    }

    [Fact]
    public void After_its_first_hour_a_new_service_borrows_the_course_of_a_sibling_s_day_at_its_own_height()
    {
        using WatchedProcess sibling = scene.Start();
        scene.Live(Days, shop.At, sibling);
        using WatchedProcess small = scene.Start(BookScene.Shop with { Env = "test" }, TimeSpan.FromHours(1));
        scene.Gather(shop.At, sibling);

        scene.Live(TimeSpan.FromHours(2), minute => shop.At(minute).Times(0.1), small);
        double night = small.Of(BaselineSignal.AllocationRate).Center;
        // Six hours without a value: the centre is the sibling's course alone.
        scene.Time.Advance(TimeSpan.FromHours(6));
        scene.Live(TimeSpan.FromMinutes(2), minute => shop.At(minute).Times(0.1), small);

        SignalJudgement judged = small.Of(BaselineSignal.AllocationRate);
        Assert.Equal(BaselineState.Borrowed, small.State);
        Assert.InRange(night, 1.2e6, 4e6);
        Assert.InRange(judged.Center / night, 1.3, 2.2);
        Assert.InRange(judged.Scale / sibling.Of(BaselineSignal.AllocationRate).Scale, 0.8, 1.25);
    }

    [Fact]
    public void Twelve_processes_teach_the_median_of_what_each_has_learnt_and_never_a_sum()
    {
        WatchedProcess[] processes = [.. Enumerable.Range(0, 12).Select(_ => scene.Start(age: TimeSpan.FromHours(1)))];
        for (int hour = 0; hour < 30 * 60; hour++)
        {
            DateTimeOffset minute = scene.Now;
            scene.Time.Advance(TimeSpan.FromMinutes(1));
            // One allocates twenty times as much as the others.
            foreach ((int i, WatchedProcess process) in processes.Index()) process.Live(minute, shop.At(minute).Times(i == 0 ? 20 : 1));
        }

        SignalJudgement ordinary = processes[5].Of(BaselineSignal.AllocationRate);
        scene.Gather(shop.At, processes);
        using WatchedProcess next = scene.Start();
        scene.Live(TimeSpan.FromMinutes(1), shop.At, next);

        Assert.InRange(next.Of(BaselineSignal.AllocationRate).Center / ordinary.Center, 0.9, 1.1);
        foreach (WatchedProcess process in processes) process.Dispose();
    }

    [Fact]
    public void Processes_that_start_over_and_over_do_not_outvote_the_one_that_has_learnt()
    {
        using WatchedProcess steady = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(Days, shop.At, steady);
        for (int i = 0; i < 5; i++)
        {
            WatchedProcess loop = scene.Start();
            scene.Live(TimeSpan.FromMinutes(2), shop.At, steady, loop);
            loop.Dispose();
        }

        ServiceBaselineState? gathered = scene.Gather(shop.At, steady);
        using WatchedProcess next = scene.Start();
        scene.Live(TimeSpan.FromMinutes(1), shop.At, next, steady);

        Assert.NotNull(gathered);
        Assert.Equal(steady.Of(BaselineSignal.AllocationRate).Level, next.Of(BaselineSignal.AllocationRate).Level, 0.01);
    }

    [Fact]
    public void What_one_process_has_learnt_alone_is_kept_as_it_is()
    {
        using WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(Days, shop.At, process);
        ServiceBaselineState? gathered = scene.Gather(shop.At, process);

        var again = new BookScene(scene.Now);
        again.Book.Restore([new KeptBaseline(BookScene.Shop, scene.Now, Assert.IsType<ServiceBaselineState>(gathered))]);
        using WatchedProcess restored = again.Start(age: TimeSpan.FromHours(50));
        scene.Live(TimeSpan.FromMinutes(3), shop.At, process);
        again.Live(TimeSpan.FromMinutes(3), shop.At, restored);

        Assert.Equal(process.Of(BaselineSignal.PauseP99).Center, restored.Of(BaselineSignal.PauseP99).Center, 1e-4);
        Assert.Equal(process.Of(BaselineSignal.PauseP99).Scale, restored.Of(BaselineSignal.PauseP99).Scale);
    }

    [Fact]
    public void A_service_that_was_not_seen_for_five_weeks_is_forgotten()
    {
        WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromHours(2), shop.At, process);
        process.Dispose();
        Assert.Single(scene.Book.Gather());
        scene.Time.Advance(TimeSpan.FromDays(36));
        Assert.Empty(scene.Book.Gather());
    }

    [Fact]
    public void No_more_services_than_fit_are_kept()
    {
        WatchedProcess process = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromHours(2), shop.At, process);
        process.Dispose();
        ServiceBaselineState learnt = scene.Book.Gather().Single().State;
        scene.Book.Restore(Enumerable.Range(0, 400).Select(i => new KeptBaseline(new ServiceKey("web", $"job-{i}", ""), scene.Now.AddMinutes(-i), learnt)));
        Assert.Equal(BaselineBook.Capacity, scene.Book.Count);
    }
}
