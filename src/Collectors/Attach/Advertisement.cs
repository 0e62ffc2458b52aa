using System.Buffers.Binary;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// What a runtime says first when it connects to a diagnostic port: "ADVR_V1\0", its cookie, its pid in its own namespace, two bytes for
/// the future (dotnet/diagnostics documentation/design-docs/ipc-protocol.md, "Advertise").
/// </summary>
internal readonly record struct Advertisement(Guid Cookie, long Pid)
{
    public const int Length = 34;

    private static ReadOnlySpan<byte> Magic => "ADVR_V1\0"u8;

    /// <summary>Null if it is something else.</summary>
    public static Advertisement? Parse(ReadOnlySpan<byte> bytes) => bytes.Length == Length && bytes.StartsWith(Magic)
        ? new Advertisement(new Guid(bytes[8..24]), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]))
        : null;
}
