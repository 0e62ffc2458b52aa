using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;
using GcWatch.Analysis;
using GcWatch.Analysis.Slo;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class SamplingScheduleTests
{
    private static readonly GcReport Calm = new TargetView(new TargetIdentity("shop", "prod", "web", "shop-abc", "Shop-17")).Report(TimeSpan.FromMinutes(1));

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Nothing_is_sampled_unless_it_is_asked_for() => Assert.False(new SamplingSchedule(new AllocationsOptions(), time).TakeTurn(Firing(RuleKind.AllocationBurst)));

    [Theory]
    [InlineData(RuleKind.AllocationBurst, true)]
    [InlineData(RuleKind.PauseRegression, true)]
    [InlineData(RuleKind.Fragmentation, false)]
    public void A_breach_is_a_burst_or_a_regression(RuleKind rule, bool samples)
    {
        SamplingSchedule schedule = OnBreach();

        Assert.False(schedule.TakeTurn(Calm));
        Assert.Equal(samples, schedule.TakeTurn(Firing(rule)));
    }

    [Fact]
    public void A_rule_that_goes_on_firing_is_sampled_once_per_cool_down()
    {
        SamplingSchedule schedule = OnBreach();
        int samplings = 0;
        for (int minute = 0; minute < 30; minute++)
        {
            if (schedule.TakeTurn(Firing(RuleKind.AllocationBurst))) samplings++;
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, samplings);
    }

    [Fact]
    public void Continuous_sampling_has_a_bounded_rate()
    {
        var schedule = new SamplingSchedule(new AllocationsOptions { Mode = SamplingMode.Continuous, Interval = TimeSpan.FromMinutes(1) }, time);
        int samplings = 0;
        for (int second = 0; second < 600; second++)
        {
            if (schedule.TakeTurn(Calm)) samplings++;
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10, samplings);
    }

    [Fact]
    public void A_turn_that_could_not_be_used_is_not_lost()
    {
        SamplingSchedule schedule = OnBreach();
        schedule.TakeTurn(Firing(RuleKind.AllocationBurst));
        schedule.Postpone();

        Assert.True(schedule.TakeTurn(Firing(RuleKind.AllocationBurst)));
    }

    [Fact]
    public void No_more_processes_are_sampled_at_once_than_there_are_slots()
    {
        var slots = new SamplingSlots(2);

        Assert.Equal([true, true, false], [slots.TryTake(), slots.TryTake(), slots.TryTake()]);
        slots.Release();
        Assert.True(slots.TryTake());
    }

    private static GcReport Firing(RuleKind rule) => Calm with { Verdicts = [new Verdict(rule, VerdictState.Firing, TimeSpan.Zero, "")] };

    private SamplingSchedule OnBreach() => new(new AllocationsOptions { Mode = SamplingMode.OnBreach, CoolDown = TimeSpan.FromMinutes(10) }, time);
}
