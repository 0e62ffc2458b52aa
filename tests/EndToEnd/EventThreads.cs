using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>A runtime has a thread of its own for its diagnostic port, and one for each open session: so it is seen from outside that one is open.</summary>
internal static class EventThreads
{
    public static int Of(LabProcess lab) => Directory.EnumerateDirectories($"/proc/{lab.PidText}/task").Count(IsOne);

    private static bool IsOne(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(".NET EventPipe", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // The thread has ended since it was listed.
            return false;
        }
    }
}
