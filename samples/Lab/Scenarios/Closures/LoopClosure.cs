using System.Collections.Concurrent;

namespace GcWatch.Lab.Scenarios.Closures;

/// <summary>An operation looks up 16 prices in a cache that has them all.</summary>
internal static class LoopClosure
{
    private const int Lookups = 16;

    public static Scenario Scenario { get; } = new("closure-loop", "closures", "Makes a lambda that captures the loop's variable in each turn of a loop.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a display class, and of its delegates beside it",
        Cause = Causes.Closure,
        OtherCauses = [Causes.Delegate],
        Bad = () => new Capturing(),
        Repaired = () => new Passing(),
    };

    private static long PriceOf(int article, long discount) => (article * 100L) - discount;

    private sealed class Capturing : IOperation
    {
        private readonly ConcurrentDictionary<int, long> prices = new();
        private long total;

        public void Operate()
        {
            for (int article = 0; article < Lookups; article++)
            {
                long discount = article;
                total += prices.GetOrAdd(article, key => PriceOf(key, discount));
            }
        }
    }

    private sealed class Passing : IOperation
    {
        private readonly ConcurrentDictionary<int, long> prices = new();
        private long total;

        public void Operate()
        {
            for (int article = 0; article < Lookups; article++)
            {
                long discount = article;
                total += prices.GetOrAdd(article, static (key, discount) => PriceOf(key, discount), discount);
            }
        }
    }
}
