namespace GcWatch.Agent.Inject;

/// <summary>A part of a text, by the offsets of its first character and of the one behind its last.</summary>
internal sealed record TextSpan(int Start, int End);
