namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation adds up the large ones of eight orders.</summary>
internal static class HotLinq
{
    private const int Orders = 8;
    private const int Large = 3;

    public static Scenario Scenario { get; } = new("linq-hot", "beyond", "Uses LINQ for a few elements in a hot path.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of LINQ's iterators",
        Cause = Causes.Iterator,
        Pace = 50_000,
        Bad = () => new Query(),
        Repaired = () => new Loop(),
    };

    private static List<int> NewOrders() => [.. Enumerable.Range(0, Orders)];

    private sealed class Query : IOperation
    {
        private readonly List<int> orders = NewOrders();
        private long total;

        public void Operate()
        {
            total += orders.Where(static order => order > Large).Select(static order => (long)order * 2).Sum();
            total += orders.Skip(1).Take(Large).Count(static order => order > 1);
        }
    }

    private sealed class Loop : IOperation
    {
        private readonly List<int> orders = NewOrders();
        private long total;

        public void Operate()
        {
            foreach (int order in orders)
            {
                if (order > Large) total += (long)order * 2;
            }

            for (int index = 1; index <= Large; index++)
            {
                if (orders[index] > 1) total++;
            }
        }
    }
}
