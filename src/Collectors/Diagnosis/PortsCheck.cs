using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Does the process connect to a tool by itself (DOTNET_DiagnosticPorts), and is there one?</summary>
internal static class PortsCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        foreach (DiagnosticPort port in PortsOf(process)) yield return Judge(process, port);
        if (process.Variables?.Suspension is { } variable)
        {
            yield return Finding.Note(
                $"by {variable.Name}={variable.Value} it has waited at its start for a tool to let it go on, and will again",
                $"remove {variable.Name} from its environment");
        }
    }

    public static IReadOnlyList<DiagnosticPort> PortsOf(ProcessPicture process) =>
        process.Variables?.Ports is { } ports ? DiagnosticPort.Parse(ports.Value) : [];

    /// <summary>Whether somebody listens there, as the process sees it.</summary>
    public static bool IsServed(ProcessPicture process, DiagnosticPort port) =>
        port.Path.StartsWith('/') && FoundSocket.At(process.Seen(port.Path)).Condition is SocketCondition.Served or SocketCondition.Denied;

    private static Finding LeftOut(string name, DiagnosticPort port) => port.Listens
        ? Finding.Note(
            $"{name} says {port.Path},listen, which the runtime leaves out: it cannot listen there itself",
            $"{name}={port.Path},nosuspend and gcwatch run --listen {port.Path}")
        : Finding.Note(
            $"{name} has a path of more than the {SocketEndpoint.LongestPath} bytes that a socket may have: the runtime leaves it out",
            $"put a shorter path into {name}");

    private static Finding Judge(ProcessPicture process, DiagnosticPort port)
    {
        string name = process.Variables?.Ports?.Name ?? "";
        if (port.Listens || port.IsTooLong) return LeftOut(name, port);
        if (port.Suspends)
        {
            return Finding.Note(
                $"by {name} it waits at its start for a tool at {port.Path}: without one it will not start the next time",
                $"{name}={port.Path},nosuspend");
        }

        return IsServed(process, port)
            ? Finding.Ok($"by {name} it connects to {port.Path}, and somebody listens there")
            : Finding.Note($"by {name} it connects to {port.Path}, where nobody listens", $"gcwatch run --listen {port.Path}");
    }
}
