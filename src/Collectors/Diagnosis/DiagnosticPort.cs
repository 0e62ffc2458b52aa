using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>One entry of DOTNET_DiagnosticPorts.</summary>
/// <param name="Path">The socket that the runtime connects to, as it sees it.</param>
/// <param name="Suspends">True if the runtime waits at its start until it is told through this port to go on: so it is unless it says nosuspend.</param>
/// <param name="Listens">True if the runtime is to listen there itself, which CoreCLR on Linux does not do: it leaves such a port out.</param>
internal sealed record DiagnosticPort(string Path, bool Suspends, bool Listens)
{
    /// <summary>The runtime leaves such a port out, and does not wait for it.</summary>
    public bool IsTooLong => SocketEndpoint.IsTooLong(Path);

    /// <summary>
    /// Entries between semicolons, each a path and options between commas, in any case, of which the first of a kind wins
    /// (dotnet/runtime src/native/eventpipe/ds-ipc.c).
    /// </summary>
    public static IReadOnlyList<DiagnosticPort> Parse(string ports) =>
        [.. ports.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne).Where(port => port.Path.Length > 0)];

    private static DiagnosticPort ParseOne(string entry)
    {
        string[] parts = entry.Split(',');
        string? suspension = parts.Skip(1).FirstOrDefault(option => Is(option, "suspend") || Is(option, "nosuspend"));
        bool listens = parts.Skip(1).Any(option => Is(option, "listen"));
        return new DiagnosticPort(parts[0], !listens && (suspension is null || Is(suspension, "suspend")), listens);
    }

    private static bool Is(string option, string name) => string.Equals(option, name, StringComparison.OrdinalIgnoreCase);
}
