using System.Buffers.Binary;
using System.Text;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>Writes and reads the protocol's values: little-endian numbers, booleans of a byte, and counted, zero-ended UTF-16 strings.</summary>
internal static class IpcPayload
{
    public static byte[] Write(Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        write(writer);
        return buffer.ToArray();
    }

    /// <summary>Null becomes the empty string, which the runtime takes for "not given".</summary>
    public static void WriteString(this BinaryWriter writer, string? text)
    {
        if (text is null)
        {
            writer.Write(0u);
            return;
        }

        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }

    /// <exception cref="IOException">It is longer than what is there.</exception>
    public static string ReadString(ref ReadOnlySpan<byte> payload)
    {
        long bytes = ReadUInt32(ref payload) * 2L;
        if (bytes > payload.Length) throw new IOException("the runtime's answer is damaged");
        string text = Encoding.Unicode.GetString(payload[..(int)bytes]).TrimEnd('\0');
        payload = payload[(int)bytes..];
        return text;
    }

    /// <exception cref="IOException">There are no four bytes left.</exception>
    public static uint ReadUInt32(ref ReadOnlySpan<byte> payload)
    {
        if (payload.Length < sizeof(uint)) throw new IOException("the runtime's answer is too short");
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        payload = payload[sizeof(uint)..];
        return value;
    }
}
