namespace GcWatch.Agent.Allocs;

/// <summary>What <c>gcwatch allocs</c> was asked for.</summary>
internal sealed record AllocsRequest
{
    public required int? Pid { get; init; }

    public required string? Name { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How many types and places to show.</summary>
    public required int Top { get; init; }

    public required bool HasStacks { get; init; }

    public required string? Folded { get; init; }

    public required string? Speedscope { get; init; }

    public required bool IsJson { get; init; }
}
