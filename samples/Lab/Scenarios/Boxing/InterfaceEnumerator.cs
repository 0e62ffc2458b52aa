using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>
/// An operation merges four pairs of sorted lists of four numbers. The enumerators are handed on, so that no runtime can keep them on the stack:
/// a foreach over an interface, which .NET 10 can, is <see cref="Escape.EscapeForeach"/>.
/// </summary>
internal static class InterfaceEnumerator
{
    private const int Pairs = 4;

    public static Scenario Scenario { get; } = new("boxing-enumerator", "boxing", "Walks lists through IEnumerator<T>: each enumerator, a struct, is boxed.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a struct enumerator of System.Collections.Generic",
        Cause = Causes.Boxing,
        Bad = () => new ByInterface(),
        Repaired = () => new ByStruct(),
    };

    private static readonly List<int> Odd = [1, 3, 5, 7];
    private static readonly List<int> Even = [2, 4, 6, 8];

    private sealed class ByInterface : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int pair = 0; pair < Pairs; pair++) total += Merge(Odd, Even);
        }

        private static long Merge(IEnumerable<int> left, IEnumerable<int> right)
        {
            using IEnumerator<int> first = left.GetEnumerator();
            using IEnumerator<int> second = right.GetEnumerator();
            return MergeRest(first, second);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static long MergeRest(IEnumerator<int> first, IEnumerator<int> second)
        {
            long sum = 0;
            while (first.MoveNext() && second.MoveNext()) sum = (sum * 3) + Math.Min(first.Current, second.Current);
            return sum;
        }
    }

    private sealed class ByStruct : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int pair = 0; pair < Pairs; pair++) total += Merge(Odd, Even);
        }

        private static long Merge(List<int> left, List<int> right)
        {
            using List<int>.Enumerator first = left.GetEnumerator();
            using List<int>.Enumerator second = right.GetEnumerator();
            return MergeRest(first, second);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static long MergeRest<T>(T first, T second)
            where T : struct, IEnumerator<int>
        {
            long sum = 0;
            while (first.MoveNext() && second.MoveNext()) sum = (sum * 3) + Math.Min(first.Current, second.Current);
            return sum;
        }
    }
}
