using System.Globalization;
using System.Runtime.Versioning;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>That a process cannot be watched is said, and it is asked again.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(nameof(Waiting))]
public sealed class UnhelpfulPortReportTests
{
    /// <summary>Once to find out, and once after the back-off.</summary>
    private const int Asked = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [MemberData(nameof(Manners.All), MemberType = typeof(Manners))]
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
        using Enclave enclave = await Enclave.CreateAsync();
        await using LabProcess lab = await enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        string socket = enclave.SocketOf(lab.Pid);
        string hidden = Path.Combine(enclave.Folder, "hidden");
        File.Move(socket, hidden);
        using var port = new UnhelpfulPort(socket, Manner.Closing);
        await using AgentProcess agent = await enclave.StartAgentAsync(AgentBinary.Managed);
        await Eventually.HoldsAsync("it was asked, and asked again", () => port.Connections >= Asked);

        port.Dispose();
        File.Move(hidden, socket);

        await agent.ScrapeUntilAsync("attached", scrape => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1, Patience);
        await lab.QuitAsync();
        await agent.ScrapeUntilAsync("no series", scrape => scrape.Of(lab.Label).Samples.Count == 0);
    }

    private static bool IsDown(Scrape scrape, string pid) =>
        scrape.All(MetricNames.TargetUp).Any(up => up.Value == 0 && up.Labels["process"].Contains(pid, StringComparison.Ordinal));
}
