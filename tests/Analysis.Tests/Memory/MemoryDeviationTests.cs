using GcWatch.Analysis.Memory;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Memory;

public sealed class MemoryDeviationTests
{
    private static readonly TimeSpan Calibration = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly MemoryStory story = new();

    [Fact]
    public void What_is_beside_the_heap_is_native_and_not_the_collectors_own()
    {
        story.Stay(Tick, workingSet: 260);
        Assert.Equal(MemoryStory.Bytes(57), story.Balance.NativeBytes);
    }

    [Fact]
    public void Committed_memory_that_was_never_touched_makes_no_native_memory_less_than_none() =>
        Assert.Equal(0, story.Stay(Tick, workingSet: 190).Balance.NativeBytes);

    [Fact]
    public void Nothing_is_judged_before_ten_minutes_have_passed()
    {
        story.Stay(Calibration, workingSet: 260);
        Assert.Equal((VerdictState.NotEnoughData, "", null), (story.Deviation.State, story.Deviation.Sentence, story.Balance.Deviation));

        story.Stay(Tick, workingSet: 260);
        Assert.Equal((VerdictState.Good, MemoryStory.Bytes(60), 0), (story.Deviation.State, story.Balance.OffsetBytes, story.Balance.Deviation));
    }

    /// <summary>Raw it would be 23 % from the first moment on.</summary>
    [Fact]
    public void A_service_with_much_native_memory_of_its_own_deviates_by_nothing() =>
        Assert.Equal(0, story.Stay(Calibration + Minute, workingSet: 260).Balance.Deviation);

    /// <summary>(x − 260) / x = 15 % at x = 305.88.</summary>
    [Theory]
    [InlineData(305.8, VerdictState.Good)]
    [InlineData(306.0, VerdictState.Firing)]
    [InlineData(226.2, VerdictState.Good)]
    [InlineData(226.0, VerdictState.Firing)]
    public void More_than_fifteen_percent_either_way_fires(double workingSet, VerdictState state)
    {
        story.Stay(Calibration + Tick, workingSet: 260).Stay(Minute + Tick, workingSet);
        Assert.Equal(state, story.Deviation.State);
    }

    [Fact]
    public void It_fires_after_a_whole_minute_and_says_both_numbers()
    {
        story.Stay(Calibration + Tick, workingSet: 260).Stay(Minute, workingSet: 400);
        Assert.Equal(VerdictState.Pending, story.Deviation.State);

        story.Stay(Tick, workingSet: 400);
        Assert.Equal((VerdictState.Firing, Calibration + Tick + Minute), (story.Deviation.State, story.Deviation.Since));
        Assert.Equal(
            "the working set of 400 MB is 35 % off the 260 MB that the GC and what was beside it at first make up; ordinary are up to 15 %", story.Deviation.Sentence);
    }

    [Fact]
    public void A_peak_begins_the_minute_anew()
    {
        story.Stay(Calibration + Tick, workingSet: 260).Stay(Minute, workingSet: 400).Stay(Tick, workingSet: 260).Stay(Minute, workingSet: 400);
        Assert.Equal(VerdictState.Pending, story.Deviation.State);
    }

    [Fact]
    public void Growth_of_the_heap_is_no_deviation()
    {
        story.Stay(Calibration + Tick, workingSet: 260);
        story.Committed = 500;
        Assert.Equal(0, story.Stay(2 * Minute, workingSet: 560).Balance.Deviation);
    }

    /// <summary>The first ten minutes are those of a start; the next are what is ordinary.</summary>
    [Fact]
    public void A_start_that_is_not_calm_is_not_what_is_learnt()
    {
        story.Go(Calibration, time => 210 + (10 * time.TotalMinutes)).Stay(Tick, 310);
        Assert.Null(story.Balance.OffsetBytes);

        story.Stay(Calibration, workingSet: 310);
        Assert.Equal(MemoryStory.Bytes(110), story.Balance.OffsetBytes);
    }

    [Fact]
    public void What_never_calms_down_is_judged_after_half_an_hour()
    {
        story.Go(3 * Calibration + Tick, time => 250 + (40 * Math.Sin(time.TotalMinutes)));
        Assert.NotNull(story.Balance.OffsetBytes);
    }

    [Fact]
    public void Nothing_is_learnt_before_the_first_collection()
    {
        story.Committed = null;
        story.Stay(Calibration + Minute, workingSet: 260);
        Assert.Equal((null, null, VerdictState.NotEnoughData), (story.Balance.NativeBytes, story.Balance.OffsetBytes, story.Deviation.State));
    }

    [Fact]
    public void Where_the_group_is_out_of_sight_the_runtime_is_asked()
    {
        story.RuntimeWorkingSet = 250;
        story.Stay(Calibration + Tick, workingSet: null);
        Assert.Equal((MemorySource.Runtime, MemoryStory.Bytes(50)), (story.Balance.Judged?.Source, story.Balance.OffsetBytes));
    }

    [Fact]
    public void A_group_that_others_share_is_not_judged_by()
    {
        story.RuntimeWorkingSet = 250;
        story.IsShared = true;
        Assert.Equal(MemoryStory.Bytes(47), story.Stay(Tick, workingSet: 4000).Balance.NativeBytes);
    }

    [Fact]
    public void What_was_learnt_of_one_source_does_not_hold_for_another()
    {
        story.RuntimeWorkingSet = 250;
        story.Stay(Calibration + Tick, workingSet: null).Stay(Tick, workingSet: 400);
        Assert.Equal((MemorySource.Cgroup, null), (story.Balance.Judged?.Source, story.Balance.OffsetBytes));
    }

    [Fact]
    public void Where_nobody_says_anything_nothing_is_known()
    {
        story.Stay(Calibration, workingSet: null);
        Assert.Equal((null, null, null), (story.Balance.Judged, story.Balance.NativeBytes, story.Balance.Deviation));
        Assert.All(story.Balance.Verdicts, verdict => Assert.Equal(VerdictState.NotEnoughData, verdict.State));
    }

    [Fact]
    public void A_new_session_keeps_what_was_learnt_and_counts_from_its_own_beginning()
    {
        story.Stay(Calibration + Minute, workingSet: 260);
        story.SessionBeganAt = story.Now;
        story.Stay(Minute + Tick, workingSet: 400);
        Assert.Equal((VerdictState.Firing, Minute), (story.Deviation.State, story.Deviation.Since));
    }
}
