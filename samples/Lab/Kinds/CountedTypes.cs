using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Kinds;

/// <summary>Objects of a few types, with how often each is to be made. Kept in a field for a moment, so that no compiler puts them on the stack.</summary>
internal static class CountedTypes
{
    private static object? kept;

    /// <summary>The name as events spell it; of so many objects, how many; how one is made. The shares of all bytes are some 50, 20, 18, 8 and 2 %.</summary>
    public static IReadOnlyList<(string Name, int Lots, Action Make)> All { get; } =
    [
        ("System.Byte[]", 1, MakeBytes),
        ("System.String", 4, MakeText),
        ("System.Int32[]", 4, MakeNumbers),
        ("Toll", 5, MakeBox),
        ("Pebble", 2, MakePebble),
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeBytes() => kept = new byte[1_000];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeText() => kept = new string('x', 40);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeNumbers() => kept = new int[16];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeBox() => kept = new Toll(1, 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakePebble() => kept = new Pebble { Grams = 3 };

    private readonly record struct Toll(long Price, long Tax);

    private sealed class Pebble
    {
        public int Grams { get; set; }
    }
}
