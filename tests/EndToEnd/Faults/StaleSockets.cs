using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>Diagnostic sockets that crashed runtimes have left, and what it costs to look at them.</summary>
internal static class StaleSockets
{
    public const int OfAKind = 250;

    /// <summary>Above every process id that Linux gives.</summary>
    public const int NoPid = 5_000_000;

    private static readonly TimeSpan WatchTime = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> DeadPids(int set) =>
        Enumerable.Range(NoPid + (set * OfAKind), OfAKind).Select(pid => SocketNames.Of(pid, 1000));

    /// <summary>Sockets whose process has ended without a word: .NET would delete its own.</summary>
    public static async Task LeaveAsync(Enclave enclave, IEnumerable<string> names)
    {
        const string Bind = "for (@ARGV) { socket(my $s, AF_UNIX, SOCK_STREAM, 0); bind($s, sockaddr_un($_)) && listen($s, 1) or die $! }";
        FinishedProcess bound = await ChildProcess.RunAsync(
            [Parts.Require("perl"), "-MSocket", "-e", Bind, .. names.Select(name => Path.Combine(enclave.Folder, name))]);
        Assert.Equal((0, ""), (bound.ExitCode, bound.ErrorText));
    }

    /// <summary>Of one core, over five seconds.</summary>
    public static async Task<double> CpuShareAsync(int pid)
    {
        TimeSpan before = ProcessTable.CpuTime(pid);
        long start = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync("five seconds", () => Stopwatch.GetElapsedTime(start) > WatchTime);
        return (ProcessTable.CpuTime(pid) - before) / Stopwatch.GetElapsedTime(start);
    }
}
