namespace GcWatch.Agent.Simulation;

/// <summary>A directory of labelled series: one CSV file for each service, and <c>labels.csv</c> (docs/detection.md).</summary>
internal static class SeriesDirectory
{
    /// <summary>The burst rule begins anew after a longer silence.</summary>
    private const long WidestStep = 5;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromDays(10);

    public static IEnumerable<ServiceSeries> Read(DirectoryInfo directory)
    {
        FileInfo[] files = Files(directory);
        var labelFile = new FileInfo(Path.Combine(directory.FullName, LabelFile.Name));
        if (!labelFile.Exists) throw new AgentFault(ExitCode.BadInput, $"{directory.FullName} has no {LabelFile.Name}");
        ILookup<string, AnomalyLabel> labels = Guarded(labelFile, LabelFile.Read);
        HashSet<string> known = [.. files.Select(file => LabelFile.SeriesName(file.Name))];
        if (labels.FirstOrDefault(group => !known.Contains(group.Key)) is { } stranger)
        {
            throw new AgentFault(ExitCode.BadInput, $"{LabelFile.Name} names a series {stranger.Key} that has no file");
        }

        foreach (FileInfo file in files) yield return Read(file, labels);
    }

    /// <summary>Ten days, but no more than two fifths of the series.</summary>
    public static TimeSpan WarmUp(ServiceSeries series)
    {
        TimeSpan length = TimeSpan.FromMinutes(series.Rows[^1].Minute - series.Rows[0].Minute + 1);
        return length * 0.4 < LongestWarmUp ? length * 0.4 : LongestWarmUp;
    }

    private static ServiceSeries Read(FileInfo file, ILookup<string, AnomalyLabel> labels)
    {
        SeriesFile series = Guarded(file, SeriesFile.Read);
        if (series.BadRows > 0) Console.Error.WriteLine($"gcwatch: {file.Name}: {series.BadRows} rows could not be read or went back in time, and were left out");
        long step = Step(series.Rows);
        if (step > WidestStep) throw new AgentFault(ExitCode.BadInput, $"{file.Name}: its rows are {step} min apart, and rules of minutes need {WidestStep} or fewer");
        if (step > 1) Console.Error.WriteLine($"gcwatch: {file.Name}: its rows are {step} min apart, and each counts as one minute");
        string name = LabelFile.SeriesName(file.Name);
        return new ServiceSeries(name, series.Rows, [.. labels[name]]);
    }

    /// <summary>Median minutes between two rows; gaps do not move it.</summary>
    private static long Step(IReadOnlyList<MinuteRow> rows)
    {
        long[] steps = [.. rows.Zip(rows.Skip(1), (row, next) => next.Minute - row.Minute).Order()];
        return steps.Length == 0 ? 1 : steps[steps.Length / 2];
    }

    private static FileInfo[] Files(DirectoryInfo directory)
    {
        if (!directory.Exists) throw new AgentFault(ExitCode.BadInput, $"cannot read {directory.FullName}: there is no such directory");
        FileInfo[] files = [.. directory.GetFiles("*.csv").Where(file => file.Name != LabelFile.Name).OrderBy(file => file.Name, StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new AgentFault(ExitCode.BadInput, $"{directory.FullName} has no series (*.csv)");
    }

    private static T Guarded<T>(FileInfo file, Func<FileInfo, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.BadInput, $"cannot read {file.FullName}: {unreadable.Message}");
        }
    }
}
