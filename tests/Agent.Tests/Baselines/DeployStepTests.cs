using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>A release that changes what is usual, for good.</summary>
public sealed class DeployStepTests
{
    private readonly SteadyService shop = new(6);
    private readonly BookScene scene = new();
    private string said = "";

    [Fact]
    public void A_small_step_at_a_restart_never_fires()
    {
        Assert.Equal((0, 0), MinutesAfterStep(1.25, TimeSpan.FromDays(3)));
    }

    [Fact]
    public void A_large_step_at_a_restart_fires_for_hours_and_not_for_days_and_is_then_said_to_be_the_new_usual()
    {
        (int firing, int rebased) = MinutesAfterStep(3, TimeSpan.FromDays(3));
        Assert.InRange(firing, 60, 8 * 60);
        Assert.InRange(rebased, 30, 4 * 60);
        Assert.Equal("GcWatchBaselineRebased", AlertDefinition.Of(RuleKind.BaselineRebased).AlertName);
        Assert.Contains("allocation_rate", said, StringComparison.Ordinal);
    }

    /// <summary>Eight days as usual, a restart of the service with so many times as much allocated, and what is said from then on.</summary>
    private (int Firing, int Rebased) MinutesAfterStep(double step, TimeSpan watched)
    {
        WatchedProcess old = scene.Start(age: TimeSpan.FromHours(1));
        scene.Live(TimeSpan.FromDays(8), shop.At, old);
        old.Dispose();
        using WatchedProcess released = scene.Start();
        (int firing, int rebased) = (0, 0);
        for (DateTimeOffset end = scene.Now + watched; scene.Now < end;)
        {
            scene.Live(TimeSpan.FromMinutes(1), minute => shop.At(minute) with { AllocationRate = step * shop.At(minute).AllocationRate }, released);
            SignalJudgement judged = released.Of(BaselineSignal.AllocationRate);
            if (judged.IsFiring) firing++;
            if (!judged.IsRebased) continue;
            if (rebased++ == 0) said = released.Verdict(RuleKind.BaselineRebased).Sentence;
        }

        return (firing, rebased);
    }
}
