using System.Text;

namespace GcWatch.Collectors.Attach;

/// <summary>How a process comes by its .NET runtime.</summary>
public enum RuntimeForm
{
    /// <summary>The process is not ours to look into.</summary>
    Unknown,

    /// <summary>It has none.</summary>
    None,

    /// <summary>libcoreclr.so is loaded.</summary>
    CoreClr,

    /// <summary>The runtime is linked into the program: self-contained, in a single file.</summary>
    SingleFile,

    /// <summary>Compiled ahead of time; its diagnostic port is there only if it was asked for.</summary>
    NativeAot,
}

/// <summary>Tells the forms apart.</summary>
public static class RuntimeForms
{
    /// <summary>
    /// A single-file host exports DotNetRuntimeInfo and a native AOT program DotNetRuntimeDebugHeader, for debuggers
    /// (dotnet/runtime docs/design/features/single-file and src/coreclr/nativeaot/Runtime/DebugHeader.cpp).
    /// </summary>
    public static RuntimeForm Of(int pid)
    {
        if (ProcFile.HasRuntimeLoaded(pid) is not { } isLoaded) return RuntimeForm.Unknown;
        if (isLoaded) return RuntimeForm.CoreClr;
        if (ElfFile.Read(ProcFile.Path("exe", pid)) is not { } program) return RuntimeForm.None;
        if (program.Exports("DotNetRuntimeInfo"u8)) return RuntimeForm.SingleFile;
        return program.Exports("DotNetRuntimeDebugHeader"u8) ? RuntimeForm.NativeAot : RuntimeForm.None;
    }

    /// <summary>
    /// True if a program that is not started yet will have a runtime of its own in its process: the dotnet host itself, a program's own
    /// host beside its assembly, or a single file. Not native AOT, whose environment cannot be changed from outside.
    /// </summary>
    public static bool BringsUpRuntime(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (ElfFile.Read(real) is not { } program) return false;
        return Path.GetFileName(real) == "dotnet" || File.Exists(real + ".dll") || program.Exports("DotNetRuntimeInfo"u8);
    }

    /// <summary>
    /// True if a native AOT program was built with event support: then the C code that names the diagnostic socket is in it. Reads the
    /// whole program; null if that cannot be done.
    /// </summary>
    public static bool? HasEventSupport(int pid)
    {
        // Made here from UTF-16: as a UTF-8 literal it would be found in our own program.
        byte[] name = Encoding.ASCII.GetBytes("dotnet-diagnostic\0");
        try
        {
            using FileStream program = File.OpenRead(ProcFile.Path("exe", pid));
            return Contains(program, name);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Contains(FileStream program, byte[] wanted)
    {
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        for (int read; (read = program.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            Span<byte> seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(wanted) >= 0) return true;
            kept = Math.Min(wanted.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
