namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation collects the ten lines of an order in a pooled list. A dirty list is given up when it has 4,096.</summary>
internal static class DirtyPool
{
    private const int Pooled = 16;
    private const int LinesAnOrder = 10;
    private const int MostLines = 4_096;

    public static Scenario Scenario { get; } = new("pool-dirty", "pools", "Returns lists to a pool without clearing them: they grow, and keep their old content alive.")
    {
        Evidence = Evidence.DemonstrationOnly,
        Signal = "none of its own: a pool of objects says nothing, and growing lists look like growing lists",
        Pace = 10_000,
        Bad = () => new Collecting(static list => list.Count < MostLines),
        Repaired = () => new Collecting(static list =>
        {
            list.Clear();
            return list.Capacity <= MostLines;
        }),
    };

    private sealed class Collecting(Predicate<List<string>> reset) : IOperation
    {
        private readonly ObjectPool<List<string>> pool = new(Pooled, reset);
        private long total;

        public void Operate()
        {
            List<string> lines = pool.Rent();
            for (int line = 0; line < LinesAnOrder; line++) lines.Add("a line of an order");
            total += lines.Count;
            pool.Return(lines);
        }
    }
}
