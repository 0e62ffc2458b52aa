using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class BaselineLevelTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(3);

    private readonly BaselineLevel level = new();

    [Fact]
    public void Half_of_a_new_level_is_taken_in_eleven_and_a_half_hours()
    {
        Follow(693, Old);
        Assert.Equal(0.5, level.Value, 0.001);
    }

    [Fact]
    public void In_the_hours_after_a_restart_half_is_taken_in_seventy_minutes()
    {
        Follow(69, TimeSpan.FromHours(2));
        Assert.Equal(0.5, level.Value, 0.001);
    }

    [Fact]
    public void An_hour_known_by_its_median_moves_the_level_as_its_minutes_would()
    {
        Follow(60, Old);
        var other = new BaselineLevel();
        other.FollowHour(1);
        Assert.Equal(level.Value, other.Value, 1e-12);
    }

    [Theory]
    [InlineData(71, 3.0, false)]
    [InlineData(73, 3.0, true)]
    [InlineData(5, 0.5, false)]
    [InlineData(7, 0.5, true)]
    public void Patience_is_72_hours_and_six_with_what_is_so_since_the_start(int hours, double ageAtFirst, bool givesIn)
    {
        Assert.Equal(givesIn, Fire(hours, TimeSpan.FromHours(ageAtFirst)));
        Assert.Equal(givesIn ? 0.7 : 0, level.Value);
    }

    [Fact]
    public void A_lull_of_more_than_an_hour_starts_the_patience_anew()
    {
        Assert.False(Fire(40, Old));
        for (int minute = 0; minute <= 61; minute++) level.GiveIn(SignalStory.Monday.AddHours(40).AddMinutes(minute), isFiring: false, 0.7, Old);
        Assert.False(Fire(40, Old, after: 42));
    }

    private void Follow(int minutes, TimeSpan age)
    {
        for (int minute = 0; minute < minutes; minute++) level.Follow(1 - level.Value, age);
    }

    private bool Fire(int hours, TimeSpan age, int after = 0)
    {
        for (int minute = 0; minute < 60 * hours; minute++)
        {
            if (level.GiveIn(SignalStory.Monday.AddHours(after).AddMinutes(minute), isFiring: true, 0.7, age + TimeSpan.FromMinutes(minute))) return true;
        }

        return false;
    }
}
