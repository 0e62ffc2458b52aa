using System.Collections.Immutable;

namespace GcWatch.Analysis.Allocations;

/// <summary>What a stack says beside the type: frames are method names such as <c>System.Buffers.SharedArrayPool`1.Rent</c>, innermost first.</summary>
public static class AllocationSite
{
    /// <summary>How deep a pool may make its array below the method that was asked for it.</summary>
    private const int PoolDepth = 6;

    private static readonly string[] Framework = ["System.", "Microsoft.", "Interop.", "Internal."];

    /// <summary>The innermost method outside the framework, which can be changed; the innermost of all where there is none.</summary>
    public static string Of(ImmutableArray<string> frames) => MethodText.Readable(frames.FirstOrDefault(frame => !IsFramework(frame)) ?? frames[0]);

    /// <summary>An array that one of the framework's array pools has made in order to rent it out.</summary>
    public static bool IsPoolMiss(ImmutableArray<string> frames) => frames.Take(PoolDepth).Any(frame =>
        frame.StartsWith("System.Buffers.", StringComparison.Ordinal) && frame.Contains("ArrayPool`1", StringComparison.Ordinal) && frame.EndsWith(".Rent", StringComparison.Ordinal));

    private static bool IsFramework(string frame) => frame == StackFrames.Unknown || Array.Exists(Framework, start => frame.StartsWith(start, StringComparison.Ordinal));
}

/// <summary>Names for frames that have none.</summary>
public static class StackFrames
{
    /// <summary>Native code, or code that is no longer there.</summary>
    public const string Unknown = "?";
}
