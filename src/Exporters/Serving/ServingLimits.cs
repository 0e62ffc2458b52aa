namespace GcWatch.Exporters.Serving;

/// <summary>What clients may take, so that none can take it from the others.</summary>
internal sealed record ServingLimits
{
    /// <summary>For a whole request, from the connection or its first byte on. However slowly it trickles in.</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For an answer, from the request to the last byte.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two requests of one connection: longer than the longest usual scrape interval.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Connections at once. With one more the one that has been at the same thing longest is closed.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>A connection younger than this is not closed for another one's sake: then the new one is refused.</summary>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What scrapes that are still being read may take together; above it the oldest one's readers are cut off.</summary>
    public long HeldBytes { get; init; } = 24_000_000;
}
