using FastSerialization;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// What TraceEvent throws on bytes that are not a nettrace stream: its parser has no error type of its own, and lets whatever the
/// damage leads to escape, and throws bare exceptions where a text has no end. Found by feeding it mutants; anything else is a bug of ours and must not be caught.
/// </summary>
internal static class StreamFault
{
    public static bool IsOne(Exception fault) => fault is
        FormatException or InvalidDataException or IOException or ArgumentException or
        IndexOutOfRangeException or InvalidOperationException or KeyNotFoundException or OverflowException or
        NotSupportedException or NullReferenceException or InvalidCastException or OutOfMemoryException or
        UnsupportedFormatVersionException or SerializationException
        || fault.GetType() == typeof(Exception);
}
