namespace GcWatch.Agent.Checking;

/// <summary>Columns as wide as what is in them.</summary>
internal sealed class TextTable(params string[] heading)
{
    private readonly List<string[]> rows = [heading];

    public void Add(params string[] row) => rows.Add(row);

    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Enumerable.Range(0, heading.Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => "  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
