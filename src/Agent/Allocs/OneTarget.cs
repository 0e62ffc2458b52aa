using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Allocs;

/// <summary>The one process that a command is about.</summary>
internal static class OneTarget
{
    /// <param name="pid">Its id; null to look by name.</param>
    /// <param name="pattern">A pattern (* and ?) that exactly one managed program must match.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AgentFault">There is none, it cannot be attached to, or there are several.</exception>
    public static async Task<Target> FindAsync(int? pid, string? pattern, CancellationToken cancellation)
    {
        if (pid is { } id)
        {
            ProbeResult probe = await TargetProbe.ProbeAsync(id, cancellation).ConfigureAwait(false);
            return probe.Target ?? throw new AgentFault(ExitCode.CannotAttach, probe.Failure!.Explanation);
        }

        SelectionRule rule = SelectionRule.Parse($"name:{pattern}") ?? throw new AgentFault(ExitCode.Usage, "--name must be a pattern");
        ProbeResult[] probes = await Task.WhenAll(
            SocketScanner.Candidates().Where(candidate => candidate != Environment.ProcessId).Select(candidate => TargetProbe.ProbeAsync(candidate, cancellation))).ConfigureAwait(false);
        Target[] matches = [.. probes.Select(probe => probe.Target).OfType<Target>().Where(target => rule.Matches(target.Name))];
        return matches switch
        {
            [var only] => only,
            [] => throw new AgentFault(ExitCode.CannotAttach, $"no process that can be watched is called {pattern}; gcwatch ps lists them"),
            _ => throw new AgentFault(ExitCode.CannotAttach, $"{matches.Length} processes are called {pattern}: {string.Join(", ", matches.Take(10).Select(match => match.Pid))}; choose one with --pid"),
        };
    }
}
