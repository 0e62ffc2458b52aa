using System.Buffers.Text;
using GcWatch.Analysis.Memory;
using GcWatch.Collectors.Cgroups;

namespace GcWatch.Collectors.Memory;

/// <summary>
/// memory.pressure of a group of version 2, or /proc/pressure/memory of the machine (Documentation/accounting/psi.rst):
/// "some avg10=0.00 avg60=0.00 avg300=0.00 total=0" and the same with full, averages in percent.
/// </summary>
internal sealed class PressureFile(string path, PressureScope scope)
{
    /// <returns>Null where the kernel does not keep it.</returns>
    public MemoryPressure? Read()
    {
        Span<byte> buffer = stackalloc byte[256];
        ReadOnlySpan<byte> text = KernelText.Read(path, buffer);
        return Average(text, "some avg10="u8) is { } some ? new MemoryPressure(some, Average(text, "full avg10="u8) ?? 0, scope) : null;
    }

    private static double? Average(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        int at = text.IndexOf(key);
        return at >= 0 && Utf8Parser.TryParse(text[(at + key.Length)..], out double percent, out _) ? percent / 100 : null;
    }
}
