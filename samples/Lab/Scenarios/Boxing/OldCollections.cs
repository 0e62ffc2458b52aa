using System.Collections;

namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>An operation lists 16 stock figures and looks each of them up.</summary>
internal static class OldCollections
{
    private const int Figures = 16;

    public static Scenario Scenario { get; } = new("boxing-collections", "boxing", "Keeps numbers in ArrayList and Hashtable.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a primitive type",
        Cause = Causes.Boxing,
        Bad = () => new Untyped(),
        Repaired = () => new Typed(),
    };

    private sealed class Untyped : IOperation
    {
        private readonly ArrayList figures = [];
        private readonly Hashtable stock = [];
        private long total;

        public void Operate()
        {
            figures.Clear();
            for (int article = 0; article < Figures; article++)
            {
                if (!stock.ContainsKey(article)) stock[article] = article * 10;
                figures.Add(article);
                total += stock[article] is int amount ? amount : 0;
            }
        }
    }

    private sealed class Typed : IOperation
    {
        private readonly List<int> figures = [];
        private readonly Dictionary<int, int> stock = [];
        private long total;

        public void Operate()
        {
            figures.Clear();
            for (int article = 0; article < Figures; article++)
            {
                if (!stock.ContainsKey(article)) stock[article] = article * 10;
                figures.Add(article);
                total += stock.TryGetValue(article, out int amount) ? amount : 0;
            }
        }
    }
}
