namespace GcWatch.Agent;

/// <summary>A file that tells of a process's inside, such as the names of its types and methods: for its owner's eyes only.</summary>
internal static class PrivateFile
{
    /// <summary>A new file may be read by its owner only; one that is there is emptied, and keeps its permissions. Nobody else may have it open meanwhile.</summary>
    public static FileStream Create(string path) => new(
        path,
        new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
}
