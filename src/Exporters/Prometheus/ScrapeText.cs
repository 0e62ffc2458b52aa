using System.Buffers;
using System.Globalization;
using System.Text;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// The text of one scrape as UTF-8, in chunks that are used again: a hundred targets make some megabytes, which as one array would be
/// doubled, copied and left behind with each new target. Written by one thread; then only read.
/// </summary>
internal sealed class ScrapeText : IDisposable
{
    private const int LongestNumber = 32;

    private readonly List<byte[]> chunks = [];
    private byte[] last = [];
    private int used;

    public long Length { get; private set; }

    /// <summary>The bytes, in their order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks =>
        chunks.Select((chunk, index) => new ReadOnlyMemory<byte>(chunk, 0, index < chunks.Count - 1 ? chunk.Length : used));

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        while (bytes.Length > last.Length - used)
        {
            int fitting = last.Length - used;
            bytes[..fitting].CopyTo(last.AsSpan(used));
            bytes = bytes[fitting..];
            last = ChunkPool.Rent();
            chunks.Add(last);
            used = 0;
        }

        bytes.CopyTo(last.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>The shortest form that reads back as the same number.</summary>
    public void Append(double number)
    {
        if (double.IsPositiveInfinity(number)) Append("+Inf"u8);
        else if (double.IsNegativeInfinity(number)) Append("-Inf"u8);
        else AppendFormatted(number);
    }

    public void Append(long number) => AppendFormatted(number);

    public void Dispose()
    {
        foreach (byte[] chunk in chunks) ChunkPool.Return(chunk);
        chunks.Clear();
        last = [];
    }

    public override string ToString()
    {
        var all = new ArrayBufferWriter<byte>((int)Length + 1);
        foreach (ReadOnlyMemory<byte> chunk in Chunks) all.Write(chunk.Span);
        return Encoding.UTF8.GetString(all.WrittenSpan);
    }

    private void AppendFormatted<T>(T number)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        if (!number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture)) throw new FormatException($"{number} is too long");
        Append(text[..length]);
    }
}
