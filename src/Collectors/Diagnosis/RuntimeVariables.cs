using System.Buffers;
using System.Globalization;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>A variable that is set, by the name under which it is.</summary>
internal sealed record SetVariable(string Name, string Value);

/// <summary>Those variables of a process that decide about its diagnostic port, and no other.</summary>
internal sealed class RuntimeVariables(IReadOnlyDictionary<string, string> values)
{
    private const string Temporary = "TMPDIR";

    /// <summary>The older prefix still counts where the newer one is not set.</summary>
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];

    private static readonly string[] Settings = ["EnableDiagnostics", "EnableDiagnostics_IPC", "DiagnosticPorts", "DefaultDiagnosticPortSuspend"];

    private static readonly string[] Names = [Temporary, .. Prefixes.SelectMany(prefix => Settings.Select(setting => prefix + setting))];

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>TMPDIR where it is set and not empty.</summary>
    public string? TemporaryDirectory => values.GetValueOrDefault(Temporary) is { Length: > 0 } directory ? directory : null;

    /// <summary>What switches the diagnostic port off, if anything does.</summary>
    public SetVariable? SwitchedOff => Settings[..2].Select(Find).FirstOrDefault(variable => variable is not null && Number(variable.Value) == 0);

    /// <summary>DOTNET_DiagnosticPorts.</summary>
    public SetVariable? Ports => Find(Settings[2]);

    /// <summary>What makes the runtime wait at its start for a tool on its own socket, if anything does.</summary>
    public SetVariable? Suspension => Find(Settings[3]) is { } variable && Number(variable.Value) is > 0 ? variable : null;

    /// <summary>Null if the environment is not ours to read.</summary>
    public static RuntimeVariables? Of(int pid) => ProcDetail.Variables(pid, Names) is { } values ? new RuntimeVariables(values) : null;

    private SetVariable? Find(string setting) =>
        Prefixes.Select(prefix => prefix + setting).Where(values.ContainsKey).Select(name => new SetVariable(name, values[name])).FirstOrDefault();

    /// <summary>As the runtime reads it: hexadecimal, as far as it goes (strtoul); null where it does not begin with a number.</summary>
    private static ulong? Number(string value)
    {
        string text = value.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        int digits = text.AsSpan().IndexOfAnyExcept(HexDigits);
        if (digits >= 0) text = text[..digits];
        return ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong number) ? number : null;
    }
}
