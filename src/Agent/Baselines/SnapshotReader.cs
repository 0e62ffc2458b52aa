using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// Reads the elements of <see cref="SnapshotLayout"/> from bytes that may be anything. Where they do not suffice it has failed, for good, and gives
/// zeros: the caller looks at the end.
/// </summary>
internal ref struct SnapshotReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public bool HasFailed { get; private set; }

    public readonly bool IsAtEnd => rest.IsEmpty;

    public void Fail() => HasFailed = true;

    public byte U8() => Take(1) is [var value] ? value : (byte)0;

    public ushort U16() => Take(sizeof(ushort)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt16LittleEndian(taken) : (ushort)0;

    public int I32() => Take(sizeof(int)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt32LittleEndian(taken) : 0;

    public long I64() => Take(sizeof(long)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt64LittleEndian(taken) : 0;

    public double F64() => BitConverter.Int64BitsToDouble(I64());

    public DateTimeOffset Time()
    {
        long ticks = I64();
        if (ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks) return new DateTimeOffset(ticks, TimeSpan.Zero);
        Fail();
        return default;
    }

    public string Text() => Encoding.UTF8.GetString(Take(U16()));

    public ImmutableArray<float> Floats(int count)
    {
        ReadOnlySpan<byte> present = Take((count + 7) / 8);
        if (HasFailed) return [];
        float[] values = new float[count];
        for (int place = 0; place < count; place++)
        {
            bool isPresent = (present[place / 8] & (1 << (place % 8))) != 0;
            values[place] = isPresent ? BitConverter.Int32BitsToSingle(I32()) : float.NaN;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (HasFailed || count > rest.Length)
        {
            Fail();
            return [];
        }

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
