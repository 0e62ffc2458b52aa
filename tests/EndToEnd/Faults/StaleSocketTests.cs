using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A TMPDIR in which crashed runtimes have left their sockets for months.</summary>
public sealed class StaleSocketTests(ITestOutputHelper output)
{
    private const int FilesOfAKind = 250;

    /// <summary>Above every process id that Linux gives.</summary>
    private const int NoPid = 5_000_000;

    private static readonly TimeSpan WatchTime = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task A_thousand_of_them_cost_little_and_hide_nothing(string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);
        await using ChildProcess living = scene.Enclave.Start("sleep", "600");
        await using ChildProcess alsoLiving = scene.Enclave.Start("sleep", "600");
        LeavePlainFiles(scene.Enclave, DeadPids(0).Concat(WrongStartTimes(living.Pid)).Append(SocketNames.Of(living.Pid)));
        await LeaveSocketsAsync(scene.Enclave, DeadPids(1).Concat(WrongStartTimes(alsoLiving.Pid)).Append(SocketNames.Of(alsoLiving.Pid)));
        await scene.Enclave.GiveFolderAwayAsync();

        double share = await CpuShareAsync(scene.Agent.Child.Pid);
        output.WriteLine($"{binary}: {share:P1} of a core with a thousand stale sockets");
        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        await scene.Agent.ScrapeUntilAsync("attached", scrape => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1, TimeSpan.FromSeconds(5));

        Assert.InRange(share, 0, 0.25);
        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
        await living.SignalAsync("KILL");
        await alsoLiving.SignalAsync("KILL");
        await scene.IsAsBeforeAsync();
    }

    /// <summary>They cannot even be asked whether somebody is there: that is no reason to count them as processes.</summary>
    [Fact]
    public async Task Those_that_another_user_left_are_no_targets()
    {
        Parts.RequireRoot();
        await using FaultScene scene = await FaultScene.OpenAsync();
        await LeaveSocketsAsync(scene.Enclave, DeadPids(0));

        double share = await CpuShareAsync(scene.Agent.Child.Pid);

        Assert.InRange(share, 0, 0.25);
        Assert.Equal([scene.Bystander.Lab.Label], (await scene.Agent.ScrapeAsync()).All(MetricNames.TargetUp).Select(up => up.Labels["process"]));
        Assert.DoesNotContain($"{NoPid}", scene.Agent.Log, StringComparison.Ordinal);
        await scene.IsAsBeforeAsync();
    }

    private static IEnumerable<string> DeadPids(int set) =>
        Enumerable.Range(NoPid + (set * FilesOfAKind), FilesOfAKind).Select(pid => SocketNames.Of(pid, 1000));

    private static IEnumerable<string> WrongStartTimes(int pid) => Enumerable.Range(1, FilesOfAKind).Select(start => SocketNames.Of(pid, start));

    private static void LeavePlainFiles(Enclave enclave, IEnumerable<string> names)
    {
        foreach (string name in names) File.WriteAllText(Path.Combine(enclave.Folder, name), "");
    }

    /// <summary>Sockets whose process has ended without a word: .NET would delete its own.</summary>
    private static async Task LeaveSocketsAsync(Enclave enclave, IEnumerable<string> names)
    {
        const string Bind = "for (@ARGV) { socket(my $s, AF_UNIX, SOCK_STREAM, 0); bind($s, sockaddr_un($_)) && listen($s, 1) or die $! }";
        FinishedProcess bound = await ChildProcess.RunAsync(
            [Parts.Require("perl"), "-MSocket", "-e", Bind, .. names.Select(name => Path.Combine(enclave.Folder, name))]);
        Assert.Equal((0, ""), (bound.ExitCode, bound.ErrorText));
    }

    private static async Task<double> CpuShareAsync(int pid)
    {
        TimeSpan before = ProcessTable.CpuTime(pid);
        long start = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync("five seconds", () => Stopwatch.GetElapsedTime(start) > WatchTime);
        return (ProcessTable.CpuTime(pid) - before) / Stopwatch.GetElapsedTime(start);
    }
}
