using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CsCheck;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Attach;

public sealed class ElfFileTests : IDisposable
{
    private const int SectionsAt = 256;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_exports_what_it_defines_and_not_what_it_takes_from_others()
    {
        ElfFile? library = ElfFile.Read(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libcoreclr.so"));

        Assert.NotNull(library);
        Assert.True(library.Exports("coreclr_initialize"u8));
        Assert.False(library.Exports("coreclr_init"u8));
        Assert.False(library.Exports("malloc"u8));
    }

    [Fact]
    public void The_native_agent_exports_the_header_that_debuggers_look_for()
    {
        ElfFile? agent = ElfFile.Read(AgentBinary.Native.Command[0]);

        Assert.True(agent?.Exports("DotNetRuntimeDebugHeader"u8));
        Assert.False(agent?.Exports("DotNetRuntimeInfo"u8));
    }

    [Fact]
    public void A_program_in_a_single_file_exports_its_runtimes_name() => Assert.True(ElfFile.Read(LabRuntimes.SingleFileCommand[0])?.Exports("DotNetRuntimeInfo"u8));

    [Theory]
    [InlineData("/proc/self/status")]
    [InlineData("/no/such/file")]
    [InlineData("/")]
    public void What_is_no_program_is_none(string path) => Assert.Null(ElfFile.Read(path));

    [Fact]
    public void A_small_one_is_read() => Assert.True(Read(Small())?.Exports("hello"u8));

    [Fact]
    public void One_that_breaks_off_or_is_damaged_does_no_harm() =>
        Gen.Select(Gen.Int[0, Small().Length], Gen.Select(Gen.Int[0, Small().Length - 1], Gen.Byte).Array[0, 8])
            .Sample((length, changes) =>
            {
                byte[] bytes = Small();
                foreach ((int at, byte value) in changes) bytes[at] = value;
                return Read(bytes[..length]) is not { } program || program.Exports("hello"u8) || !program.Exports("another"u8);
            }, iter: 2_000);

    /// <summary>A header, a table of two symbols of which one is defined, their names, and the sections that say so.</summary>
    private static byte[] Small()
    {
        byte[] bytes = new byte[SectionsAt + (2 * 64)];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), SectionsAt);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(58), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), 2);
        "\0missing\0hello\0"u8.CopyTo(bytes.AsSpan(128));
        Symbol(bytes, 64, name: 1, section: 0);
        Symbol(bytes, 88, name: 9, section: 1);
        Section(bytes, 0, type: 11, offset: 64, size: 48, link: 1);
        Section(bytes, 1, type: 3, offset: 128, size: 15, link: 0);
        return bytes;
    }

    private static void Symbol(byte[] bytes, int at, uint name, ushort section)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), name);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at + 6), section);
    }

    private static void Section(byte[] bytes, int index, uint type, ulong offset, ulong size, uint link)
    {
        Span<byte> section = bytes.AsSpan(SectionsAt + (index * 64), 64);
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteUInt64LittleEndian(section[24..], offset);
        BinaryPrimitives.WriteUInt64LittleEndian(section[32..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(section[40..], link);
    }

    private ElfFile? Read(byte[] bytes)
    {
        // Each sample has a file of its own: they run side by side.
        string path = folder.PathOf(Guid.NewGuid().ToString());
        File.WriteAllBytes(path, bytes);
        return ElfFile.Read(path);
    }
}
