using GcWatch.Agent.Replay;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Tests.Replay;

/// <summary>A long recording is written as it goes: what is kept back is a page, not the document.</summary>
public sealed class JsonReplayMemoryTests
{
    private const int Suspensions = 20_000;

    [Fact]
    public async Task No_more_than_a_page_is_held_back_however_long_the_recording_is()
    {
        using var output = new LargestWrite();
        using var report = new JsonReplayReport(output, new JudgeSettings());
        for (int i = 0; i < Suspensions; i++)
        {
            report.Take(new GcEvent.SuspensionBegan(TimeSpan.FromMilliseconds(i), 1, SuspensionReason.ForGC));
            report.Take(new GcEvent.RestartEnded(TimeSpan.FromMilliseconds(i + 0.5), 1));
        }

        await report.FinishAsync(new ReplayEnd(null, true, 0, 0));

        Assert.True(output.Length > Suspensions * 100);
        Assert.InRange(output.Largest, 1, 1 << 18);
    }

    private sealed class LargestWrite : MemoryStream
    {
        public int Largest { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Largest = Math.Max(Largest, count);
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Largest = Math.Max(Largest, buffer.Length);
            base.Write(buffer);
        }
    }
}
