using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// The stack that an event carries, as code addresses, innermost first. TraceEvent shows it only to its own TraceLog, whose tables never shrink
/// (microsoft/perfview#2451); but it keeps each event as Windows does, and there the stack is an extended data item (evntcons.h, EVENT_RECORD).
/// Internals of TraceEvent 4.0.0: the version is pinned, and a test fails if they move. Reader's thread, inside a handler.
/// </summary>
internal static unsafe class EventStack
{
    private const int ExtendedDataCount = 84;
    private const int ExtendedData = 88;
    private const int UserData = 96;
    private const ushort StackTrace64 = 6;

    /// <summary>Empty if there is none, or if the record is not what is expected here.</summary>
    public static ReadOnlySpan<ulong> Of(TraceEvent data)
    {
        byte* record = (byte*)Record(data);
        if (record is null || Pointer(record + UserData) != data.DataStart || *(ushort*)(record + ExtendedDataCount) == 0) return [];
        byte* item = (byte*)Pointer(record + ExtendedData);
        if (*(ushort*)(item + 2) != StackTrace64) return [];
        int size = *(ushort*)(item + 6) - sizeof(ulong);
        byte* addresses = (byte*)Pointer(item + 8) + sizeof(ulong);
        return size <= 0 ? [] : MemoryMarshal.Cast<byte, ulong>(new ReadOnlySpan<byte>(addresses, size));
    }

    private static nint Pointer(byte* at) => *(nint*)at;

    /// <summary>The field eventRecord, whose type cannot be named, stands before userData.</summary>
    private static nint Record(TraceEvent data) => Unsafe.Add(ref UserDataField(data), -1);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "userData")]
    private static extern ref nint UserDataField(TraceEvent data);
}
