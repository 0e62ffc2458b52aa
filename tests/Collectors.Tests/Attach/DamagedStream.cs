namespace GcWatch.Collectors.Tests.Attach;

/// <summary>What may come in place of a runtime's stream: one for each seed, always the same.</summary>
internal sealed class DamagedStream
{
    private const int Longest = 16 * 1024;
    private const int Kinds = 5;

    private readonly byte[][] traces = [.. Traces.Own.Select(path => File.ReadAllBytes(path)).Select(trace => trace[..Math.Min(trace.Length, Longest)])];

    public byte[] For(int seed)
    {
        var random = new Random(seed);
        byte[] trace = traces[random.Next(traces.Length)];
        return (seed % Kinds) switch
        {
            0 => Noise(random, random.Next(4096)),
            1 => [.. "Nettrace"u8, .. Noise(random, random.Next(4096))],
            2 => trace[..random.Next(trace.Length)],
            3 => Mutated(random, trace),
            _ => [.. trace[..random.Next(trace.Length)], .. Noise(random, random.Next(4096))],
        };
    }

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Mutated(Random random, byte[] trace)
    {
        byte[] mutant = [.. trace];
        for (int flips = 1 + random.Next(16); flips > 0; flips--) mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        return mutant;
    }
}
