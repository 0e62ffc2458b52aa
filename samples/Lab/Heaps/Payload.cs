using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Heaps;

/// <summary>Arrays whose whole size in the heap is a round number.</summary>
internal static class Payload
{
    public const int BlockBytes = 1_000;

    // Object header, method table and length, on a 64-bit runtime.
    private const int ArrayOverheadBytes = 24;

    /// <returns>An array that takes 1,000 bytes.</returns>
    public static byte[] NewBlock() => NewArray(BlockBytes);

    /// <returns>An array that takes <paramref name="bytes"/>, at least 24; the runtime rounds up to a multiple of 8.</returns>
    /// <remarks>Never inlined: .NET 10 would put a small array that its caller drops on the stack.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte[] NewArray(int bytes) => new byte[bytes - ArrayOverheadBytes];
}
