using GcWatch.Lab.Scenarios;

namespace GcWatch.Lab.Running;

/// <summary>What the command line asks for.</summary>
internal abstract record LabCommand
{
    private static readonly WorkloadOption Seconds = new("seconds", 0) { Maximum = 4_000_000 };
    private static readonly WorkloadOption PortNumber = new("port", 0) { Minimum = 1, Maximum = 65_535, IsWhole = true };

    private LabCommand()
    {
    }

    public static LabCommand Parse(string[] arguments) => arguments switch
    {
        [] => new Fault("no scenario given; `list` names them"),
        ["list"] => new List(),
        ["scenarios"] => new Scenarios(AsJson: false),
        ["scenarios", "--json"] => new Scenarios(AsJson: true),
        ["scenarios", var other, ..] => new Fault($"unknown option '{other}'; scenarios takes --json"),
        ["compare", .. var rest] => ParseCompare(rest),
        [var name, .. var rest] when WorkloadRegistry.Find(name) is { } workload => ParseOptions(workload, rest),
        [var name, ..] => new Fault($"unknown scenario '{name}'; `list` names them"),
    };

    private static LabCommand ParseOptions(IWorkload workload, IEnumerable<string> arguments)
    {
        OptionReader reader = new([Seconds, PortNumber, .. workload.Options]);
        if (reader.ReadAll(arguments) is { } fault) return new Fault(fault);
        TimeSpan? length = reader.Numbers.TryGetValue(Seconds.Name, out double seconds) ? TimeSpan.FromSeconds(seconds) : null;
        int? port = reader.Numbers.TryGetValue(PortNumber.Name, out double number) ? (int)number : null;
        return new Run(workload, reader.Numbers, length, reader.ListensToStdin) { Port = port };
    }

    private static LabCommand ParseCompare(IEnumerable<string> arguments)
    {
        OptionReader reader = new([ScenarioComparison.Operations]);
        return reader.ReadAll(arguments) is { } fault
            ? new Fault(fault)
            : new Compare((int)reader.Numbers.GetValueOrDefault(ScenarioComparison.Operations.Name, ScenarioComparison.Operations.Default));
    }

    /// <summary>Print the workloads.</summary>
    public sealed record List : LabCommand;

    /// <summary>Print the scenarios with their marks.</summary>
    public sealed record Scenarios(bool AsJson) : LabCommand;

    /// <summary>Run every variant of every scenario for so many operations.</summary>
    public sealed record Compare(int Operations) : LabCommand;

    /// <summary>Run a workload for a length of time, or until a signal where that is null.</summary>
    public sealed record Run(IWorkload Workload, IReadOnlyDictionary<string, double> Numbers, TimeSpan? Length, bool ListensToStdin)
        : LabCommand
    {
        /// <summary>Where it answers requests while it runs; nowhere if null.</summary>
        public int? Port { get; init; }
    }

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
