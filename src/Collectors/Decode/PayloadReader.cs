using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// Reads an event's payload field by field, and not beyond its end: TraceEvent's accessors do not look where that is, and the counts in a damaged event lead
/// them anywhere. What is not there is zero, and <see cref="IsCut"/> says so. Reader's thread, inside a handler.
/// </summary>
internal unsafe ref struct PayloadReader
{
    private readonly int pointerSize;
    private ReadOnlySpan<byte> rest;

    private PayloadReader(ReadOnlySpan<byte> payload, int pointerSize)
    {
        rest = payload;
        this.pointerSize = pointerSize;
    }

    /// <summary>True once something was asked for that is not there.</summary>
    public bool IsCut { get; private set; }

    public static PayloadReader Of(TraceEvent data) => new(new ReadOnlySpan<byte>((void*)data.DataStart, data.EventDataLength), data.PointerSize);

    public byte ReadByte() => Take(sizeof(byte)) is [var only] ? only : (byte)0;

    public ushort ReadUInt16() => Take(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public int ReadInt32() => Take(sizeof(int)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public ulong ReadUInt64() => Take(sizeof(ulong)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    public ulong ReadPointer() => pointerSize == sizeof(ulong) ? ReadUInt64() : (uint)ReadInt32();

    /// <summary>UTF-16 with an ending zero.</summary>
    public string ReadText()
    {
        ReadOnlySpan<char> characters = MemoryMarshal.Cast<byte, char>(rest);
        int length = characters.IndexOf('\0');
        if (length < 0)
        {
            Cut();
            return "";
        }

        string text = new(characters[..length]);
        rest = rest[((length + 1) * sizeof(char))..];
        return text;
    }

    /// <summary>What most bulk events begin with: their number, their count, and the runtime's own, which is always the same.</summary>
    public (int Number, int Count) ReadBulkHead()
    {
        (int number, int count) = (ReadInt32(), ReadInt32());
        ReadUInt16();
        return (number, count);
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        if (rest.Length < size)
        {
            Cut();
            return [];
        }

        ReadOnlySpan<byte> taken = rest[..size];
        rest = rest[size..];
        return taken;
    }

    private void Cut()
    {
        IsCut = true;
        rest = [];
    }
}
