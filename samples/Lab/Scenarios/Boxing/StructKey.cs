namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>An operation looks up 16 cells of a grid.</summary>
internal static class StructKey
{
    private const int Cells = 16;

    public static Scenario Scenario { get; } = new("boxing-struct-key", "boxing", "Uses a struct without an Equals of its own as a key: each comparison boxes it.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a type that the assembly's metadata knows as a struct",
        Cause = Causes.Boxing,
        Bad = () => new PlainKeys(),
        Repaired = () => new EquatableKeys(),
    };

    private readonly struct PlainCell(int row, int column)
    {
        public int Row { get; } = row;

        public int Column { get; } = column;
    }

    private readonly record struct EquatableCell(int Row, int Column);

    private sealed class PlainKeys : IOperation
    {
        private readonly Dictionary<PlainCell, int> grid = Enumerable.Range(0, Cells).ToDictionary(cell => new PlainCell(cell, cell));
        private long total;

        public void Operate()
        {
            for (int cell = 0; cell < Cells; cell++) total += grid[new PlainCell(cell, cell)];
        }
    }

    private sealed class EquatableKeys : IOperation
    {
        private readonly Dictionary<EquatableCell, int> grid = Enumerable.Range(0, Cells).ToDictionary(cell => new EquatableCell(cell, cell));
        private long total;

        public void Operate()
        {
            for (int cell = 0; cell < Cells; cell++) total += grid[new EquatableCell(cell, cell)];
        }
    }
}
