using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Tests.Baselines;

public sealed class SnapshotLayoutTests
{
    private readonly Random random = new(20260302);

    [Fact]
    public void What_is_written_is_read_again_to_the_last_bit()
    {
        BaselineSnapshot read = Assert.IsType<SnapshotReading.Whole>(SnapshotLayout.Read(Snapshots.Write(Snapshots.Small))).Snapshot;

        Assert.Equal((Snapshots.Owner, Snapshots.Noon, Snapshots.Noon, 1), (read.Owner, read.SavedAt, read.JudgedAt, read.TimeScale));
        Assert.Equal(Snapshots.Small.Baselines.Select(kept => (kept.Service, kept.LearntAt)), read.Baselines.Select(kept => (kept.Service, kept.LearntAt)));
        foreach ((KeptBaseline expected, KeptBaseline actual) in Snapshots.Small.Baselines.Zip(read.Baselines))
        {
            (SignalBaselineState before, SignalBaselineState after) = (expected.State.Signals.Single(), actual.State.Signals.Single());
            Assert.Equal((before.Signal, before.FirstHour, before.Level, before.Hour, before.HourHotMinutes), (after.Signal, after.FirstHour, after.Level, after.Hour, after.HourHotMinutes));
            Assert.Equal(before.Medians, after.Medians);
            Assert.Equal(before.Residuals, after.Residuals);
            Assert.Equal(before.HourValues, after.HourValues);
        }
    }

    [Fact]
    public void An_empty_one_is_whole() =>
        Assert.Empty(Assert.IsType<SnapshotReading.Whole>(SnapshotLayout.Read(Snapshots.Write(Snapshots.Small with { Baselines = [] }))).Snapshot.Baselines);

    [Fact]
    public void Any_that_is_cut_off_is_refused()
    {
        byte[] whole = Snapshots.Write(Snapshots.Small);
        for (int length = 0; length < whole.Length; length++) Assert.IsType<SnapshotReading.Refused>(SnapshotLayout.Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Any_with_one_wrong_byte_is_refused()
    {
        byte[] whole = Snapshots.Write(Snapshots.Small);
        for (int place = 0; place < whole.Length; place++)
        {
            byte right = whole[place];
            for (int bit = 0; bit < 8; bit++)
            {
                whole[place] = (byte)(right ^ (1 << bit));
                Assert.IsType<SnapshotReading.Refused>(SnapshotLayout.Read(whole));
            }

            whole[place] = right;
        }
    }

    [Fact]
    public void A_thousand_files_of_anything_are_refused()
    {
        byte[] start = Snapshots.Write(Snapshots.Small)[..10];
        for (int i = 0; i < 1000; i++)
        {
            byte[] anything = new byte[random.Next(5000)];
            random.NextBytes(anything);
            // Every other one begins as a snapshot does.
            Assert.IsType<SnapshotReading.Refused>(SnapshotLayout.Read(i % 2 == 0 ? anything : [.. start, .. anything]));
        }
    }

    [Fact]
    public void Content_that_makes_no_sense_is_refused_or_harmless_even_where_its_checksum_agrees()
    {
        byte[] content = Snapshots.Write(Snapshots.Small)[..^32];
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = [.. content];
            for (int change = random.Next(1, 5); change > 0; change--) changed[random.Next(10, changed.Length)] = (byte)random.Next(256);
            SnapshotReading reading = SnapshotLayout.Read(Snapshots.Sealed(i % 3 == 0 ? changed.AsSpan(0, random.Next(10, changed.Length)) : changed));
            if (reading is SnapshotReading.Whole whole) Use(whole.Snapshot);
        }
    }

    [Theory]
    [InlineData(0, "has an older layout, version 0; this agent reads version 1")]
    [InlineData(2, "has a newer layout, version 2; this agent reads version 1")]
    public void Another_version_is_named(byte version, string reason)
    {
        byte[] other = Snapshots.Write(Snapshots.Small)[..^32];
        other[8] = version;
        Assert.Equal(new SnapshotReading.Refused(reason), SnapshotLayout.Read(Snapshots.Sealed(other)));
    }

    /// <summary>As the agent would: with a minute of a process.</summary>
    private static void Use(BaselineSnapshot snapshot)
    {
        foreach (KeptBaseline kept in snapshot.Baselines)
        {
            var baseline = new ServiceBaseline();
            baseline.Restore(kept.State);
            baseline.Exclude(Snapshots.Noon.AddHours(-1), Snapshots.Noon, Snapshots.Noon);
            baseline.Advance(new MinuteValues(Snapshots.Noon, TimeSpan.FromHours(2)) { [BaselineSignal.PauseP99] = 0.01 });
            baseline.Advance(new MinuteValues(Snapshots.Noon.AddHours(1), TimeSpan.FromHours(3)) { [BaselineSignal.PauseP99] = 0.01 });
        }
    }
}
