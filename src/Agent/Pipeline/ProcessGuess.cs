using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Pipeline;

/// <summary>What /proc lets one think of a process whose runtime does not answer.</summary>
internal static class ProcessGuess
{
    public static ProcessTraits Of(int pid, IReadOnlyList<string> variables)
    {
        IReadOnlyList<string> arguments = ProcessFacts.CommandLine(pid);
        IEnumerable<KeyValuePair<string, string>> known =
            from variable in variables
            let value = ProcessFacts.Environment(pid, variable)
            where value is not null
            select KeyValuePair.Create(variable, value);
        return new ProcessTraits(Name(pid, arguments), string.Join(' ', arguments), new Dictionary<string, string>(known, StringComparer.Ordinal));
    }

    /// <summary>`dotnet Shop.dll` is Shop; a program of its own has its own name.</summary>
    public static string Name(int pid) => Name(pid, ProcessFacts.CommandLine(pid));

    private static string Name(int pid, IReadOnlyList<string> arguments) =>
        arguments.FirstOrDefault(argument => argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) is { } assembly
            ? Path.GetFileNameWithoutExtension(assembly)
            : arguments.Count > 0 && Path.GetFileName(arguments[0]) is { Length: > 0 } program ? program : TargetProbe.KernelName(pid);
}
