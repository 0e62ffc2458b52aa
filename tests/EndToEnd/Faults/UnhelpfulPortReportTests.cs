using System.Globalization;
using System.Runtime.Versioning;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>That a process cannot be watched is said, and it is asked again.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnhelpfulPortReportTests
{
    /// <summary>All that is asked at first, at ten times a second; after this it must be the back-off.</summary>
    private const int FirstAttempts = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(Manner.Silent)]
    [InlineData(Manner.Refusing)]
    [InlineData(Manner.Babbling)]
    [InlineData(Manner.Stalling)]
    [InlineData(Manner.Closing)]
    public async Task The_agent_says_that_it_cannot_watch(Manner manner)
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using ChildProcess process = scene.Enclave.Start("sleep", "600");
        using var port = new UnhelpfulPort(Path.Combine(scene.Enclave.Folder, SocketNames.Of(process.Pid)), manner);
        string pid = process.Pid.ToString(CultureInfo.InvariantCulture);

        await scene.Agent.ScrapeUntilAsync(
            "said in the log or in the metrics",
            scrape => scene.Agent.Log.Contains(pid, StringComparison.Ordinal) || IsDown(scrape, pid),
            Patience);

        await scene.Bystander.IsUnaffectedAsync();
    }

    [Fact]
    public async Task A_port_that_comes_to_its_senses_is_attached_to()
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        string elsewhere = Directory.CreateDirectory(Path.Combine(scene.Enclave.Folder, "elsewhere")).FullName;
        await scene.Enclave.GiveFolderAwayAsync();
        await using LabProcess lab = await scene.Enclave.StartLabAsync(
            new LabSettings(LabRuntime.Net10, "allocate") { Environment = new Dictionary<string, string> { ["TMPDIR"] = elsewhere } });
        string name = SocketNames.Of(lab.Pid);
        using (var port = new UnhelpfulPort(Path.Combine(scene.Enclave.Folder, name), Manner.Closing))
        {
            await Eventually.HoldsAsync("all first attempts", () => port.Connections >= FirstAttempts);
        }

        File.CreateSymbolicLink(Path.Combine(scene.Enclave.Folder, name), Path.Combine(elsewhere, name));

        await scene.Agent.ScrapeUntilAsync("attached", scrape => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1, Patience);
        await lab.QuitAsync();
        await scene.IsAsBeforeAsync();
    }

    private static bool IsDown(Scrape scrape, string pid) =>
        scrape.All(MetricNames.TargetUp).Any(up => up.Value == 0 && up.Labels["process"].Contains(pid, StringComparison.Ordinal));
}
