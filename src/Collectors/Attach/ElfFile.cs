using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// What a program exports, by its dynamic symbol table (elf(5)). 64-bit and little-endian only, as every machine is that the agent is
/// built for. A stripped program keeps this table: the loader needs it.
/// </summary>
internal sealed class ElfFile
{
    private const int HeaderLength = 64;
    private const int SectionLength = 64;
    private const int SymbolLength = 24;
    private const uint DynamicSymbols = 11;

    /// <summary>No table of ours comes near it; one that claims more is damaged.</summary>
    private const int LongestTable = 64 * 1024 * 1024;

    private readonly byte[] symbols;
    private readonly byte[] names;

    private ElfFile(byte[] symbols, byte[] names)
    {
        this.symbols = symbols;
        this.names = names;
    }

    private static ReadOnlySpan<byte> Begin => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    /// <summary>Null if it cannot be read, is no such file, or is damaged.</summary>
    public static ElfFile? Read(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return Read(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True if the program itself defines the symbol and shows it to others.</summary>
    public bool Exports(ReadOnlySpan<byte> symbol)
    {
        for (int at = 0; at + SymbolLength <= symbols.Length; at += SymbolLength)
        {
            ReadOnlySpan<byte> entry = symbols.AsSpan(at, SymbolLength);
            uint name = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            bool isDefined = BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]) != 0;
            if (isDefined && name < names.Length && IsAt((int)name, symbol)) return true;
        }

        return false;
    }

    private static ElfFile? Read(SafeFileHandle file)
    {
        if (Bytes(file, 0, HeaderLength) is not { } header || !header.AsSpan().StartsWith(Begin)) return null;
        ulong at = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(40));
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(58));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(60));
        if (length != SectionLength || Bytes(file, at, (ulong)(count * SectionLength)) is not { } sections) return null;
        for (int i = 0; i < count; i++)
        {
            if (Type(sections, i) == DynamicSymbols && Link(sections, i) is var link && link < count)
            {
                return Contents(file, sections, i) is { } symbols && Contents(file, sections, (int)link) is { } names ? new ElfFile(symbols, names) : null;
            }
        }

        return new ElfFile([], []);
    }

    private static uint Type(byte[] sections, int index) => BinaryPrimitives.ReadUInt32LittleEndian(sections.AsSpan((index * SectionLength) + 4));

    /// <summary>Of a symbol table: the section with its names.</summary>
    private static uint Link(byte[] sections, int index) => BinaryPrimitives.ReadUInt32LittleEndian(sections.AsSpan((index * SectionLength) + 40));

    private static byte[]? Contents(SafeFileHandle file, byte[] sections, int index)
    {
        ReadOnlySpan<byte> section = sections.AsSpan(index * SectionLength, SectionLength);
        return Bytes(file, BinaryPrimitives.ReadUInt64LittleEndian(section[24..]), BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));
    }

    /// <summary>Null if the file does not hold so many there.</summary>
    private static byte[]? Bytes(SafeFileHandle file, ulong offset, ulong length)
    {
        if (length > LongestTable || offset > long.MaxValue - LongestTable || (long)(offset + length) > RandomAccess.GetLength(file)) return null;
        byte[] bytes = new byte[length];
        return RandomAccess.Read(file, bytes, (long)offset) == bytes.Length ? bytes : null;
    }

    private bool IsAt(int offset, ReadOnlySpan<byte> symbol) =>
        names.AsSpan(offset).StartsWith(symbol) && offset + symbol.Length < names.Length && names[offset + symbol.Length] == 0;
}
