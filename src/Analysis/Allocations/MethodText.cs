using System.Text.RegularExpressions;

namespace GcWatch.Analysis.Allocations;

/// <summary>A method's name as its author wrote it, from the one that the compiler gave it: async methods, iterators, lambdas, local functions.</summary>
internal static partial class MethodText
{
    public static string Readable(string frame)
    {
        if (!frame.Contains('<', StringComparison.Ordinal)) return frame;
        if (StateMachine().Match(frame) is { Success: true } machine) return $"{machine.Groups["type"].Value}.{machine.Groups["name"].Value}";
        if (Lambda().Match(frame) is { Success: true } lambda) return $"{lambda.Groups["type"].Value}.{lambda.Groups["name"].Value} (lambda)";
        return LocalFunction().Match(frame) is { Success: true } local ? $"{local.Groups["type"].Value}.{local.Groups["name"].Value}.{local.Groups["local"].Value}" : frame;
    }

    [GeneratedRegex(@"^(?<type>.+)\+<(?<name>\w+)>d(__\d+)?(`\d+)?(\[.*\])?\.MoveNext$", RegexOptions.CultureInvariant)]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^(?<type>.+)\+<>c(__DisplayClass\w+)?(`\d+)?(\[.*\])?\.<(?<name>[\w.]+)>b__\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex Lambda();

    [GeneratedRegex(@"^(?<type>.+)\.<(?<name>[\w.]+)>g__(?<local>\w+)\|\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex LocalFunction();
}
