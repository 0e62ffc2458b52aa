using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GcWatch.Agent.Baselines;

/// <summary>Writes the elements of <see cref="SnapshotLayout"/>.</summary>
internal sealed class SnapshotWriter(IBufferWriter<byte> buffer)
{
    private const int LongestText = 1024;

    public void Bytes(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void U8(byte value) => buffer.Write([value]);

    public void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.GetSpan(sizeof(ushort)), value);
        buffer.Advance(sizeof(ushort));
    }

    public void I32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    public void I64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    public void F64(double value) => I64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>What is too long for a label is cut: a name then differs, and its baseline begins anew.</summary>
    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Length > LongestText ? text[..LongestText] : text);
        U16((ushort)bytes.Length);
        Bytes(bytes);
    }

    public void Floats(ReadOnlySpan<float> values)
    {
        Span<byte> present = stackalloc byte[(values.Length + 7) / 8];
        for (int place = 0; place < values.Length; place++)
        {
            if (!float.IsNaN(values[place])) present[place / 8] |= (byte)(1 << (place % 8));
        }

        Bytes(present);
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) I32(BitConverter.SingleToInt32Bits(value));
        }
    }
}
