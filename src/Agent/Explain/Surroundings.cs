using System.Collections.Immutable;
using GcWatch.Analysis.Findings;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;
using GcWatch.Collectors.Memory;

namespace GcWatch.Agent.Explain;

/// <summary>Reads where a target runs.</summary>
internal static class Surroundings
{
    public static async Task<TargetSurroundings> ReadAsync(Target target, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, string> variables = await TargetAttacher.ReadEnvironmentAsync(target, GcVariables.Names, cancellation).ConfigureAwait(false);
        return new TargetSurroundings
        {
            CpuLimit = CpuAllowance.Of(target.Process),
            MemoryLimitBytes = MemoryAllowance.Of(target.Process),
            Variables = variables.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
