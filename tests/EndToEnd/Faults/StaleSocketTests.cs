using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A TMPDIR in which crashed runtimes have left their sockets for months.</summary>
public sealed class StaleSocketTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task A_thousand_of_them_cost_little_and_hide_nothing(string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);
        await using ChildProcess living = scene.Enclave.Start("sleep", "600");
        await using ChildProcess alsoLiving = scene.Enclave.Start("sleep", "600");
        LeavePlainFiles(scene.Enclave, StaleSockets.DeadPids(0).Concat(WrongStartTimes(living.Pid)).Append(SocketNames.Of(living.Pid)));
        await StaleSockets.LeaveAsync(scene.Enclave, StaleSockets.DeadPids(1).Concat(WrongStartTimes(alsoLiving.Pid)).Append(SocketNames.Of(alsoLiving.Pid)));
        await scene.Enclave.GiveFolderAwayAsync();

        double share = await StaleSockets.CalmShareAsync(scene.Agent.Child.Pid);
        output.WriteLine($"{binary}: {share:P1} of a core with a thousand stale sockets");
        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        await scene.Agent.ScrapeUntilAsync("attached", scrape => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1, TimeSpan.FromSeconds(5));

        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
        await living.SignalAsync("KILL");
        await alsoLiving.SignalAsync("KILL");
        await scene.IsAsBeforeAsync();
    }

    private static IEnumerable<string> WrongStartTimes(int pid) => Enumerable.Range(1, StaleSockets.OfAKind).Select(start => SocketNames.Of(pid, start));

    private static void LeavePlainFiles(Enclave enclave, IEnumerable<string> names)
    {
        foreach (string name in names) File.WriteAllText(Path.Combine(enclave.Folder, name), "");
    }
}
