using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>The work that is done in a buffer, wherever it comes from.</summary>
internal static class Buffers
{
    private const int Stride = 256;

    /// <returns>What it wrote, added up.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Use(Span<byte> buffer)
    {
        long sum = 0;
        for (int index = 0; index < buffer.Length; index += Stride)
        {
            buffer[index] = (byte)index;
            sum += buffer[index];
        }

        return sum;
    }
}
