namespace GcWatch.Collectors.Attach;

/// <summary>A path cannot be listened on: one sentence with what to change.</summary>
public sealed class ListenException(string message) : Exception(message)
{
    /// <summary>Whether this user has not the right to: what a change outside can mend while the agent runs.</summary>
    public bool IsDenied { get; init; }
}
