using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>What the system says of processes that are not our children.</summary>
public static class ProcessTable
{
    /// <summary>True while a process is there and has not ended; one that only waits to be reaped has.</summary>
    public static bool IsRunning(int pid)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
