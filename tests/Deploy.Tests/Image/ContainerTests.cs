using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Image;

/// <summary>The image as a container with nothing to spare: a read-only root, no capability, 64 MB.</summary>
public sealed class ContainerTests : IAsyncLifetime
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly string name = $"gcwatch-{Guid.NewGuid():N}";

    [Fact]
    public async Task It_serves_watches_answers_for_its_health_and_ends_on_a_signal()
    {
        // A mount of the test's own, as an emptyDir is; the folder beneath belongs to the agent's user already.
        await using AgentProcess agent = AgentProcess.Launch(Image("--read-only-tmpfs=false", "--tmpfs", "/diag:rw,mode=0777"), null, "run", "--listen", "/diag/gcwatch.sock");
        await agent.ServesAsync();

        Scrape scrape = await agent.ScrapeAsync();
        FinishedProcess health = await Podman.TryAsync("exec", name, "/usr/local/bin/gcwatch", "health", "--metrics-port", agent.MetricsUrl.Port.ToString(CultureInfo.InvariantCulture));
        string identity = await Podman.RunAsync("top", name, "uid", "gid", "capeff");

        Assert.True(scrape.All("gcwatch_build_info").Count == 1, scrape.Text);
        Assert.Equal(0, health.ExitCode);
        Assert.Equal(["1654", "1654", "none"], identity.Split('\n')[^1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        FinishedProcess finished = await agent.StopAsync();
        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, StopLimit);
    }

    public ValueTask InitializeAsync()
    {
        Assert.NotEmpty(BuiltImage.Layers);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Podman.RunAsync("rm", "--force", "--ignore", "--time", "0", name);

    /// <summary>On this machine's network, as there is no bridge: the agent is told a free port.</summary>
    private AgentBinary Image(params IEnumerable<string> options) => new("image", Podman.Command(
    [
        "run", "--rm", "--name", name, "--network", "host", "--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges",
        "--memory", "64m", .. options, BuiltImage.Name,
    ]));
}
