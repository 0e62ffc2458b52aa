namespace GcWatch.Lab.Running;

/// <summary>Reads <c>--key value</c> pairs and the flag <c>--stdin</c>, refusing what the scenario does not take.</summary>
internal sealed class OptionReader(IReadOnlyList<WorkloadOption> accepted)
{
    private const string StdinFlag = "--stdin";

    private readonly Dictionary<string, double> numbers = [];

    public IReadOnlyDictionary<string, double> Numbers => numbers;

    public bool ListensToStdin { get; private set; }

    private string Accepted => string.Join(", ", accepted.Select(option => $"--{option.Name}").Append(StdinFlag));

    /// <returns>What is wrong with the first that is wrong, or null.</returns>
    public string? ReadAll(IEnumerable<string> arguments)
    {
        Queue<string> rest = new(arguments);
        string? fault = null;
        while (fault is null && rest.TryDequeue(out string? argument)) fault = Read(argument, rest);
        return fault;
    }

    /// <param name="argument">The key to read.</param>
    /// <param name="rest">The arguments after it, of which its value is taken.</param>
    /// <returns>What is wrong with it, or null.</returns>
    private string? Read(string argument, Queue<string> rest)
    {
        if (argument == StdinFlag)
        {
            ListensToStdin = true;
            return null;
        }

        WorkloadOption? option = accepted.FirstOrDefault(candidate => $"--{candidate.Name}" == argument);
        return option is null ? $"unknown option '{argument}'; this scenario takes {Accepted}"
            : !rest.TryDequeue(out string? text) ? $"{argument} needs a value: {option.Expectation}"
            : !option.TryParse(text, out double value) ? $"{argument} must be {option.Expectation}, not '{text}'"
            : !numbers.TryAdd(option.Name, value) ? $"{argument} is given twice"
            : null;
    }
}
