using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Tests.Capture;

/// <summary>Streams of captures, recorded (tests/Data/README.md).</summary>
internal static class Captures
{
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "captures", name));

    /// <summary>Plays a stream as a capture reads it: its end and its faults are no exceptions.</summary>
    /// <param name="bytes">Of the stream.</param>
    /// <param name="subscribe">Sets up a decoder.</param>
    /// <returns>Whether it was read to its end.</returns>
    public static bool Play(byte[] bytes, Action<EventPipeEventSource> subscribe)
    {
        try
        {
            using var source = new EventPipeEventSource(new MemoryStream(bytes));
            subscribe(source);
            return source.Process();
        }
        catch (Exception broken) when (StreamFault.IsOne(broken))
        {
            return false;
        }
    }

    /// <summary>The same bytes with a few bits turned over, always the same ones for a seed.</summary>
    public static byte[] Damaged(byte[] bytes, int seed)
    {
        var random = new Random(seed);
        byte[] mutant = [.. bytes];
        for (int flips = 1 + random.Next(8); flips > 0; flips--) mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        return mutant;
    }
}
