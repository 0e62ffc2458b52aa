using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>Diagnostic sockets that crashed runtimes have left, and what it costs to look at them.</summary>
internal static class StaleSockets
{
    public const int OfAKind = 250;

    /// <summary>Above every process id that Linux gives.</summary>
    public const int NoPid = 5_000_000;

    private const double CalmShare = 0.25;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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

    /// <summary>
    /// The agent's share of one core comes to rest below a quarter, whatever its start took: a span of two seconds is found that says so. One that
    /// asks every left socket at each look never gets there.
    /// </summary>
    /// <returns>That span's share.</returns>
    public static async Task<double> CalmShareAsync(int pid)
    {
        double share = 1;
        (TimeSpan Cpu, long At) from = (ProcessTable.CpuTime(pid), Stopwatch.GetTimestamp());
        await Eventually.HoldsAsync(
            "a calm agent",
            () =>
            {
                TimeSpan span = Stopwatch.GetElapsedTime(from.At);
                if (span < Span) return false;
                share = (ProcessTable.CpuTime(pid) - from.Cpu) / span;
                from = (ProcessTable.CpuTime(pid), Stopwatch.GetTimestamp());
                return share < CalmShare;
            },
            Patience);
        return share;
    }
}
