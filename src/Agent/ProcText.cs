namespace GcWatch.Agent;

/// <summary>Small text files of the kernel's.</summary>
internal static class ProcText
{
    /// <returns>No lines where there is no such file, or it may not be read.</returns>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
