using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GcWatch.RuleCost;

/// <summary>
/// Encodes a request of Prometheus' remote write 1.0 (prometheus.io/docs/specs/prw/remote_write_spec): protobuf in a snappy block. The
/// block is one literal: valid, and not compressed.
/// </summary>
internal static class WriteRequest
{
    private const int LiteralOfFourBytes = 63 << 2;
    private const int SampleBytes = 16;

    /// <summary>The labels of a series, field 1 of TimeSeries each.</summary>
    public static byte[] Labels(IEnumerable<(string Name, string Value)> labels)
    {
        var encoded = new ArrayBufferWriter<byte>();
        foreach ((string name, string value) in labels.Where(label => label.Value.Length > 0).OrderBy(label => label.Name, StringComparer.Ordinal))
        {
            byte[] nameBytes = Encoding.UTF8.GetBytes(name);
            byte[] valueBytes = Encoding.UTF8.GetBytes(value);
            Tag(encoded, 0x0A, Length(nameBytes.Length) + Length(valueBytes.Length) + nameBytes.Length + valueBytes.Length + 2);
            Tag(encoded, 0x0A, nameBytes.Length);
            encoded.Write(nameBytes);
            Tag(encoded, 0x12, valueBytes.Length);
            encoded.Write(valueBytes);
        }

        return encoded.WrittenSpan.ToArray();
    }

    public static byte[] Encode(IReadOnlyList<SimulatedSeries> series, long from, long until, long step)
    {
        int samples = (int)((until - from + step - 1) / step);
        var message = new ArrayBufferWriter<byte>(series.Count * ((samples * (SampleBytes + 2)) + 400));
        foreach (SimulatedSeries one in series)
        {
            Tag(message, 0x0A, one.Labels.Length + (samples * (SampleBytes + 2)));
            message.Write(one.Labels);
            for (long at = from; at < until; at += step) Sample(message, at * 1000, one.Next());
        }

        return Snappy(message.WrittenSpan);
    }

    private static void Sample(ArrayBufferWriter<byte> message, long milliseconds, double value)
    {
        Tag(message, 0x12, SampleBytes);
        Span<byte> span = message.GetSpan(9);
        span[0] = 0x09;
        BinaryPrimitives.WriteDoubleLittleEndian(span[1..], value);
        message.Advance(9);
        Tag(message, 0x10, milliseconds);
    }

    private static byte[] Snappy(ReadOnlySpan<byte> message)
    {
        var block = new ArrayBufferWriter<byte>(message.Length + 16);
        Varint(block, message.Length);
        Span<byte> head = block.GetSpan(5);
        head[0] = LiteralOfFourBytes;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], message.Length - 1);
        block.Advance(5);
        block.Write(message);
        return block.WrittenSpan.ToArray();
    }

    private static void Tag(ArrayBufferWriter<byte> to, byte tag, long number)
    {
        to.GetSpan(1)[0] = tag;
        to.Advance(1);
        Varint(to, number);
    }

    private static void Varint(ArrayBufferWriter<byte> to, long number)
    {
        Span<byte> span = to.GetSpan(10);
        int length = 0;
        for (; number >= 0x80; number >>= 7) span[length++] = (byte)(number | 0x80);
        span[length++] = (byte)number;
        to.Advance(length);
    }

    private static int Length(long number) => number < 0x80 ? 1 : 1 + Length(number >> 7);
}
