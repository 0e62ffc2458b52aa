namespace GcWatch.Agent.Simulation;

/// <summary>
/// Reads one series (docs/detection.md). Minutes may be missing, columns too, and cells may be empty; rows that cannot be read, or go back in
/// time, are left out and counted.
/// </summary>
internal sealed class SeriesFile
{
    /// <summary>Without a column for it, a process is taken to be older than any warm-up.</summary>
    private static readonly TimeSpan OldAge = TimeSpan.FromDays(1);

    private readonly SeriesColumns columns;
    private readonly List<MinuteRow> rows = [];
    private double lastLive = double.NaN;

    private SeriesFile(SeriesColumns columns) => this.columns = columns;

    public int BadRows { get; private set; }

    public IReadOnlyList<MinuteRow> Rows => rows;

    public static SeriesFile Read(FileInfo file)
    {
        using StreamReader reader = file.OpenText();
        if (reader.ReadLine() is not { } header) throw new AgentFault(ExitCode.BadInput, $"{file.Name} is empty");
        var columns = new SeriesColumns(header);
        if (columns.Time < 0 || !columns.HasSignal)
        {
            throw new AgentFault(ExitCode.BadInput, $"{file.Name} is not a series: its first line names no {SeriesColumns.TimeName} column or no signal (docs/detection.md)");
        }

        var series = new SeriesFile(columns);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) series.Take(line.Split(','));
        }

        if (series.rows.Count == 0) throw new AgentFault(ExitCode.BadInput, $"{file.Name} has no row that can be read");
        // A file that is not in order would leave a few rows that mean nothing.
        if (series.BadRows > series.rows.Count) throw new AgentFault(ExitCode.BadInput, $"{file.Name}: {series.BadRows} rows could not be read or went back in time, more than could");
        return series;
    }

    private void Take(string[] cells)
    {
        if (CsvCell.Minute(cells, columns.Time) is not { } minute || (rows.Count > 0 && minute < rows[^1].Minute))
        {
            BadRows++;
            return;
        }

        double age = CsvCell.Number(cells, columns.Age);
        TimeSpan processAge = age is >= 0 and < 1e10 ? TimeSpan.FromSeconds(age) : AgeWithoutColumn(minute);
        var row = new MinuteRow(minute, processAge, CsvCell.Number(cells, columns.Allocation), CsvCell.Number(cells, columns.Pause),
            SeenLive(CsvCell.Number(cells, columns.LiveHeap)), CsvCell.Number(cells, columns.TriggerHeap), CsvCell.Number(cells, columns.Collections));
        if (rows.Count > 0 && rows[^1].Minute == minute) rows[^1] = Worst(rows[^1], row);
        else rows.Add(row);
    }

    private TimeSpan AgeWithoutColumn(long minute) => rows.Count == 0
        ? OldAge
        : rows[^1].ProcessAge + TimeSpan.FromMinutes(minute - rows[^1].Minute);

    /// <summary>The same number of bytes as before is the same collection, carried forward.</summary>
    private double SeenLive(double live)
    {
        if (!double.IsFinite(live) || live == lastLive) return double.NaN;
        return lastLive = live;
    }

    /// <summary>Several rows in a minute: the mean rate, the longest pause, the last heap.</summary>
    private static MinuteRow Worst(in MinuteRow before, in MinuteRow after) => after with
    {
        Allocation = Either((before.Allocation + after.Allocation) / 2, after.Allocation, before.Allocation),
        Pause = Either(Math.Max(before.Pause, after.Pause), after.Pause, before.Pause),
        LiveHeap = Either(after.LiveHeap, before.LiveHeap, before.LiveHeap),
        TriggerHeap = Either(after.TriggerHeap, before.TriggerHeap, before.TriggerHeap),
        Collections = Either(after.Collections, before.Collections, before.Collections),
    };

    private static double Either(double first, double second, double third) =>
        double.IsFinite(first) ? first : double.IsFinite(second) ? second : third;
}
