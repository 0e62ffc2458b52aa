using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Slo;

public sealed class JudgeSettingsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(240, 0.25)]
    [InlineData(600, 0.1)]
    [InlineData(10000, 0.1)]
    public void A_target_is_judged_as_often_as_minutes_pass_but_no_more_often_than_events_come(double timeScale, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new JudgeSettings { TimeScale = timeScale }.Interval);
}
