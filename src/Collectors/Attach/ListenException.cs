namespace GcWatch.Collectors.Attach;

/// <summary>A path cannot be listened on: one sentence with what to change.</summary>
public sealed class ListenException(string message) : Exception(message);
