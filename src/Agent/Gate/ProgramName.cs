namespace GcWatch.Agent.Gate;

/// <summary>The managed program of a command line: `dotnet exec --depsfile a.json b.dll c.dll` is b, `dotnet test c.dll` is dotnet.</summary>
internal static class ProgramName
{
    private const string Host = "dotnet";

    /// <summary>Options of the host that take a value (dotnet/runtime docs/design/features/host-components.md).</summary>
    private static readonly HashSet<string> WithValue = new(StringComparer.OrdinalIgnoreCase)
    {
        "--depsfile", "--runtimeconfig", "--additionalprobingpath", "--additional-deps", "--fx-version", "--roll-forward", "--roll-forward-on-no-candidate-fx",
    };

    public static string Of(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) return "";
        string program = Path.GetFileName(arguments[0]);
        if (program != Host) return program;
        int at = 1;
        for (; at < arguments.Count && (arguments[at] == "exec" || arguments[at].StartsWith("--", StringComparison.Ordinal)); at++)
        {
            if (WithValue.Contains(arguments[at])) at++;
        }

        bool isAssembly = at < arguments.Count && Path.GetExtension(arguments[at]).ToUpperInvariant() is (".DLL" or ".EXE");
        return isAssembly ? Path.GetFileNameWithoutExtension(arguments[at]) : Host;
    }
}
