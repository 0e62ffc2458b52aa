using GcWatch.Collectors.Replay;

namespace GcWatch.Collectors.Tests.Replay;

/// <summary>Damaged files: a clear fault or a partial result, never a hang, never an exception, never figures out of thin air.</summary>
public sealed class FuzzTests
{
    private const int Mutants = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_thousand_bit_flipped_files_end_in_a_fault_or_a_result()
    {
        byte[] original = Smallest();
        await Bounded(() =>
        {
            int faults = 0;
            for (int seed = 0; seed < Mutants; seed++)
            {
                if (ReadMutant(Flip(original, seed)).End?.Fault is not null) faults++;
            }

            Assert.InRange(faults, 1, Mutants);
        });
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_gives_what_came_before()
    {
        byte[] original = Smallest();
        int whole = ReadMutant(original).Cycles.Count;
        await Bounded(() =>
        {
            int before = 0;
            for (int part = 1; part <= 100; part++)
            {
                int count = ReadMutant(original[..(original.Length * part / 101)]).Cycles.Count;
                Assert.InRange(count, before, whole);
                before = count;
            }

            Assert.True(before > whole / 2);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("N")]
    [InlineData("Nettrace")]
    [InlineData("NettraceNettraceNettrace")]
    [InlineData("this is not a trace at all, but long enough to look like one for a while")]
    public void Bytes_that_are_no_trace_are_a_fault(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));
        Recording recording = Recording.Read(stream);
        Assert.NotNull(recording.End?.Fault);
        Assert.Empty(recording.Cycles);
        Assert.Equal(text.StartsWith("Nettrace", StringComparison.Ordinal), recording.End.IsNetTrace);
    }

    [Fact]
    public async Task Random_bytes_after_a_true_beginning_are_a_fault()
    {
        byte[] original = Smallest();
        await Bounded(() =>
        {
            for (int seed = 0; seed < 200; seed++)
            {
                byte[] mutant = original[..2000];
                new Random(seed).NextBytes(mutant.AsSpan(8 + (seed * 7)));
                Assert.NotNull(ReadMutant(mutant).End);
            }
        });
    }

    private static byte[] Smallest() => File.ReadAllBytes(Traces.Own.MinBy(path => new FileInfo(path).Length)!);

    private static Recording ReadMutant(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        Recording recording = Recording.Read(stream);
        return recording;
    }

    private static byte[] Flip(byte[] original, int seed)
    {
        var random = new Random(seed);
        byte[] mutant = [.. original];
        int flips = 1 + random.Next(8);
        for (int i = 0; i < flips; i++) mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        return mutant;
    }

    private static Task Bounded(Action action) => Task.Run(action).WaitAsync(Patience);
}
