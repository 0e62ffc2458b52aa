using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Who owns a folder, and who may do what in it.</summary>
internal sealed partial record FolderRights(int Owner, int Group, UnixFileMode Mode)
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7FF;
    private const int ResultLength = 256;

    private const UnixFileMode OwnersTwo = UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode GroupsTwo = UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode OthersTwo = UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Null if it is not there or not ours to look at. The layout of statx(2) is the same on every machine, unlike that of stat(2).</summary>
    public static FolderRights? Of(string path)
    {
        Span<byte> result = stackalloc byte[ResultLength];
        if (StatX(CurrentFolder, path, 0, BasicFields, ref MemoryMarshal.GetReference(result)) != 0) return null;
        int mode = BinaryPrimitives.ReadUInt16LittleEndian(result[28..]) & 0xFFF;
        return new FolderRights(BinaryPrimitives.ReadInt32LittleEndian(result[20..]), BinaryPrimitives.ReadInt32LittleEndian(result[24..]), (UnixFileMode)mode);
    }

    /// <summary>True if this user may make files in it; access lists are not looked at.</summary>
    public bool AllowMaking(int uid, IEnumerable<int> groups)
    {
        UnixFileMode needed = uid == Owner ? OwnersTwo : groups.Contains(Group) ? GroupsTwo : OthersTwo;
        return (Mode & needed) == needed;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"mode {Convert.ToString((int)Mode, 8)}, owner {Owner}:{Group}");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte result);
}
