namespace GcWatch.Lab.Running;

/// <summary>What the command line asks for.</summary>
internal abstract record LabCommand
{
    private static readonly WorkloadOption Seconds = new("seconds", 0) { Maximum = 4_000_000 };

    private LabCommand()
    {
    }

    public static LabCommand Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is ["list"])
        {
            return new List();
        }

        return arguments.Count == 0
            ? new Fault("no scenario given; `list` names them")
            : WorkloadRegistry.Find(arguments[0]) is { } workload
                ? ParseOptions(workload, arguments.Skip(1))
                : new Fault($"unknown scenario '{arguments[0]}'; `list` names them");
    }

    private static LabCommand ParseOptions(IWorkload workload, IEnumerable<string> arguments)
    {
        OptionReader reader = new([Seconds, .. workload.Options]);
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            if (reader.Read(argument, rest) is { } fault)
            {
                return new Fault(fault);
            }
        }

        TimeSpan? length = reader.Numbers.TryGetValue(Seconds.Name, out double seconds) ? TimeSpan.FromSeconds(seconds) : null;
        return new Run(workload, reader.Numbers, length, reader.ListensToStdin);
    }

    /// <summary>Print the workloads.</summary>
    public sealed record List : LabCommand;

    /// <summary>Run a workload for a length of time, or until a signal where that is null.</summary>
    public sealed record Run(IWorkload Workload, IReadOnlyDictionary<string, double> Numbers, TimeSpan? Length, bool ListensToStdin)
        : LabCommand;

    /// <param name="Message">One line that says what to do better.</param>
    public sealed record Fault(string Message) : LabCommand
    {
        /// <returns>The exit code, always 2.</returns>
        public int PrintTo(TextWriter errors)
        {
            errors.WriteLine($"lab: {Message}");
            return 2;
        }
    }
}
