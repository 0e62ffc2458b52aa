namespace GcWatch.Agent.Simulation;

/// <summary>
/// Reads <c>labels.csv</c>: <c>series,kind,from,to[,factor]</c>, where kind is leak, burst or pause. A label that cannot be read is a fault:
/// scores against half the truth would be wrong.
/// </summary>
internal static class LabelFile
{
    public const string Name = "labels.csv";

    public static ILookup<string, AnomalyLabel> Read(FileInfo file)
    {
        using StreamReader reader = file.OpenText();
        var labels = new List<(string Series, AnomalyLabel Label)>();
        string[] names = [.. (reader.ReadLine() ?? "").TrimStart('\uFEFF').Split(',').Select(name => name.Trim().Trim('"').ToUpperInvariant())];
        int Column(string name) => Array.IndexOf(names, name);
        if (Column("SERIES") < 0 || Column("KIND") < 0 || Column("FROM") < 0 || Column("TO") < 0)
        {
            throw new AgentFault(ExitCode.BadInput, $"{file.Name} must begin with the line series,kind,from,to,factor");
        }

        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            string[] cells = text.Split(',');
            AnomalyKind? kind = Kind(CsvCell.Text(cells, Column("KIND")));
            long? from = CsvCell.Minute(cells, Column("FROM"));
            long? to = CsvCell.Minute(cells, Column("TO"));
            if (kind is null || from is null || to is null || to < from)
            {
                throw new AgentFault(ExitCode.BadInput, $"{file.Name} line {line} is not a label: {text}");
            }

            labels.Add((SeriesName(CsvCell.Text(cells, Column("SERIES"))), new AnomalyLabel(kind.Value, from.Value, to.Value, CsvCell.Number(cells, Column("FACTOR")))));
        }

        return labels.ToLookup(label => label.Series, label => label.Label, StringComparer.Ordinal);
    }

    public static string SeriesName(string text) => text.EndsWith(".csv", StringComparison.Ordinal) ? text[..^4] : text;

    private static AnomalyKind? Kind(string text) => text.ToUpperInvariant() switch
    {
        "LEAK" => AnomalyKind.Leak,
        "BURST" => AnomalyKind.Burst,
        "PAUSE" => AnomalyKind.Pause,
        _ => null,
    };
}
