namespace GcWatch.Collectors.Attach;

/// <summary>What a runtime says of itself over the diagnostic port.</summary>
/// <param name="Pid">The process id as its own pid namespace counts.</param>
/// <param name="Cookie">The runtime instance's own id: it tells apart processes that share a pid.</param>
/// <param name="CommandLine">The command line; may hold secrets: never logged.</param>
/// <param name="EntryAssembly">The name of the managed program; empty until it has been loaded.</param>
/// <param name="Version">The runtime's version as it prints it, such as "10.0.12".</param>
public sealed record RuntimeIdentity(long Pid, Guid Cookie, string CommandLine, string EntryAssembly, string Version)
{
    /// <summary>
    /// The managed program. Native AOT takes it from its file's name and leaves out what follows the last dot, as if that were .exe:
    /// Shop.Web calls itself Shop.
    /// </summary>
    public string ProgramName
    {
        get
        {
            string file = Path.GetFileName(CommandLine.Split(' ', 2)[0]);
            return EntryAssembly.Length > 0 && Path.GetFileNameWithoutExtension(file) == EntryAssembly && Path.GetExtension(file) is not (".dll" or ".exe")
                ? file
                : EntryAssembly;
        }
    }

    /// <summary>The first number of <see cref="Version"/>; 0 if it cannot be read.</summary>
    public int MajorVersion =>
        int.TryParse(Version.AsSpan(0, Math.Max(0, Version.IndexOf('.', StringComparison.Ordinal))), out int major) ? major : 0;
}
