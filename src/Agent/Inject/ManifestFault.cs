namespace GcWatch.Agent.Inject;

/// <summary>A manifest that cannot be read, or not be changed with certainty.</summary>
internal sealed class ManifestFault(string message) : Exception(message);
