namespace GcWatch.Agent.Allocs;

/// <summary>A file that the user has named to write to.</summary>
internal static class ProfileFile
{
    /// <exception cref="AgentFault">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Action<Stream> write)
    {
        try
        {
            FileStream file = PrivateFile.Create(path);
            await using (file.ConfigureAwait(false)) write(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.CannotWrite, $"cannot write {path}: {refused.Message}");
        }
    }
}
