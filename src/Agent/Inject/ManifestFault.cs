namespace GcWatch.Agent.Inject;

/// <summary>A manifest that cannot be read, or not be changed with certainty.</summary>
/// <param name="message">What is wrong, in one line.</param>
/// <param name="line">Where, from 1 in the document that was read; null where that cannot be said.</param>
internal sealed class ManifestFault(string message, long? line = null) : Exception(message)
{
    public long? Line => line;
}
