using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Escape;

/// <summary>A lambda, small arrays, a small object and a box that are made, used and dropped within a method.</summary>
internal static class EscapeObjects
{
    private const int Sides = 4;
    private const int ScratchBytes = 16;

    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        EscapeScenario.Of("closure", "a lambda that captures, with its delegate,", Causes.Closure, null, Closure, static start => start + 1) with
        {
            OtherCauses = [Causes.Delegate],
        },
        EscapeScenario.Of("array", "an array of four numbers", Causes.Array, 10, ArrayOfFour, FourVariables),
        EscapeScenario.Of("span", "an array known as a span", Causes.Array, 10, SpanOfArray, SpanOfStack),
        EscapeScenario.Of("object", "a small object", Causes.Other, 9, SmallObject, static start => start * 3),
        EscapeScenario.Of("box", "a box", Causes.Boxing, 9, Box, static start => start + 1),
    ];

    private static long Closure(long start)
    {
        Func<long, long> add = number => number + start;
        return add(1);
    }

    private static long ArrayOfFour(long start)
    {
        int[] sides = new int[Sides];
        for (int side = 0; side < sides.Length; side++) sides[side] = side;
        return start + sides[1] + sides[3];
    }

    private static long FourVariables(long start) => start + 1 + 3;

    private static long SpanOfArray(long start)
    {
        Span<byte> scratch = new byte[ScratchBytes];
        scratch[(int)start] = 1;
        return Sum(scratch);
    }

    private static long SpanOfStack(long start)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        scratch[(int)start] = 1;
        return Sum(scratch);
    }

    private static long SmallObject(long start) => new Pair(start, start * 2).Sum;

    private static long Box(long start)
    {
        object boxed = start;
        return Unbox(boxed) + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Unbox(object boxed) => boxed is long number ? number : boxed.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sum(Span<byte> bytes)
    {
        long sum = 0;
        foreach (byte item in bytes) sum += item;
        return sum;
    }

    private sealed class Pair(long first, long second)
    {
        public long Sum => first + second;
    }
}
