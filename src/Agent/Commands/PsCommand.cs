using System.CommandLine;
using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch ps</c>: what can be attached to, and why something cannot.</summary>
internal static class PsCommand
{
    public static Command Create()
    {
        var command = new Command("ps", "List the .NET processes that can be watched, and why others cannot.");
        command.SetAction((_, cancellation) => RunAsync(Console.Out, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        ProbeResult[] probes = await Task.WhenAll(
            SocketScanner.Candidates().Select(pid => TargetProbe.ProbeAsync(pid, cancellation))).ConfigureAwait(false);
        string[][] rows = [["PID", "NAME", "RUNTIME", "UID", "HOW"], .. probes.Where(probe => probe.Failure?.Reason != AttachFailureReason.NotRunning).Select(Row)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static string[] Row(ProbeResult probe)
    {
        string pid = probe.Pid.ToString(CultureInfo.InvariantCulture);
        return probe.Target is { } target
            ? [pid, target.Name, target.Runtime.Version, Uid(TargetProbe.Uid(target.Pid)), target.Endpoint.Address]
            : [pid, TargetProbe.KernelName(probe.Pid), "-", Uid(TargetProbe.Uid(probe.Pid)), $"cannot be watched: {probe.Failure!.Explanation}"];
    }

    private static string Uid(int? uid) => uid?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
