using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Kinds;

/// <summary>One way to make each kind of object. All are kept in a field for a moment, so that no compiler puts them on the stack.</summary>
internal static class ObjectKinds
{
    private static readonly int[] Numbers = [1, 2, 3, 4, 5];
    private static object? kept;
    private static int seed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeClosure()
    {
        int captured = seed++;
        kept = (Func<int>)(() => captured);
    }

    /// <summary>A number, a day, and a value type of our own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeBoxes()
    {
        kept = seed++;
        kept = (DayOfWeek)(seed % 7);
        kept = new Tariff(seed, seed);
    }

    /// <summary>Waits for what has not happened yet, and is let go of at once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeAsync()
    {
        var gate = new Gate();
        kept = WaitAsync(gate);
        gate.Open();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeIterator() => kept = Count(seed++);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeQuery() => kept = Numbers.Where(static number => number > 2).Select(static number => number * 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeText() => kept = new string('x', 40);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeArray() => kept = new int[16];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakePlain() => kept = new Parcel { Weight = seed++ };

    private static async Task<int> WaitAsync(Gate gate)
    {
        await gate;
        return seed;
    }

    private static IEnumerable<int> Count(int from)
    {
        for (int number = from; ; number++) yield return number;
    }

    private readonly record struct Tariff(long Price, long Tax);

    private sealed class Parcel
    {
        public int Weight { get; set; }
    }

    /// <summary>Awaitable once, without a task of its own.</summary>
    private sealed class Gate : INotifyCompletion
    {
        private Action? continuation;

        public bool IsCompleted => false;

        public Gate GetAwaiter() => this;

        public void GetResult()
        {
            // Nothing comes of waiting.
        }

        public void OnCompleted(Action continuation) => this.continuation = continuation;

        public void Open() => continuation?.Invoke();
    }
}
