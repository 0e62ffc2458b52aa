using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace GcWatch.Collectors.Cgroups;

/// <summary>Small files of the kernel's, read into a buffer of the caller's: they are read again and again, and make no garbage but their handle.</summary>
internal static class KernelText
{
    /// <summary>Longer than any: memory.stat has some 2,000 characters.</summary>
    public const int Longest = 8192;

    /// <returns>What is in it; nothing where there is no such file, or it may not be read, or its group is gone.</returns>
    public static ReadOnlySpan<byte> Read(string path, Span<byte> buffer)
    {
        // A file that is not there is ordinary here, and an exception costs more than all the reading.
        if (!File.Exists(path)) return [];
        try
        {
            // FileShare.ReadWrite: any other locks the file, which costs as much as reading it.
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            int length = 0;
            while (length < buffer.Length && RandomAccess.Read(handle, buffer[length..], length) is var read and > 0) length += read;
            return buffer[..length];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The number that a file consists of; null for anything else, such as "max".</summary>
    public static long? Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long value, out int used) && used > 0 ? value : null;

    /// <summary>The number behind a key at the beginning of a line, "key number".</summary>
    public static long? Figure(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        foreach (Range line in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> one = text[line];
            if (one.Length > key.Length && one[key.Length] == ' ' && one.StartsWith(key)) return Number(one[(key.Length + 1)..]);
        }

        return null;
    }
}
