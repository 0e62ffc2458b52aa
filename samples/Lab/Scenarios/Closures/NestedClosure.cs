namespace GcWatch.Lab.Scenarios.Closures;

/// <summary>An operation weighs the 8 × 8 cells of a table.</summary>
internal static class NestedClosure
{
    private const int Side = 8;

    public static Scenario Scenario { get; } = new("closure-nested", "closures", "Makes lambdas within lambdas: the inner one's display class holds the outer one's.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of two display classes and their delegates",
        Cause = Causes.Closure,
        OtherCauses = [Causes.Delegate],
        Bad = () => new Capturing(),
        Repaired = () => new Passing(),
    };

    private static List<int> NewSide() => [.. Enumerable.Range(1, Side)];

    private sealed class Capturing : IOperation
    {
        private readonly List<int> rows = NewSide();
        private readonly List<int> columns = NewSide();
        private long total;
        private int turn;

        public void Operate()
        {
            int weight = ++turn;
            long sum = 0;
            rows.ForEach(row =>
            {
                int height = row * weight;
                columns.ForEach(column => sum += height * column);
            });
            total += sum;
        }
    }

    private sealed class Passing : IOperation
    {
        private readonly List<int> rows = NewSide();
        private readonly List<int> columns = NewSide();
        private long total;
        private int turn;

        public void Operate()
        {
            int weight = ++turn;
            foreach (int row in rows) total += SumOf(columns, row * weight);
        }

        private static long SumOf(List<int> columns, int height)
        {
            long sum = 0;
            foreach (int column in columns) sum += height * column;
            return sum;
        }
    }
}
