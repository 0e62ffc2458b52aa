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
        // A new volume takes over the owner of the folder in the image.
        await using AgentProcess agent = AgentProcess.Launch(Image("--read-only-tmpfs=false", "--volume", "/diag"), null, "run", "--listen", "/diag/gcwatch.sock");
        await agent.ServesAsync();

        Scrape scrape = await agent.ScrapeAsync();
        FinishedProcess health = await Podman.TryAsync("exec", name, "/usr/local/bin/gcwatch", "health", "--metrics-port", agent.MetricsUrl.Port.ToString(CultureInfo.InvariantCulture));
        string[] status = await File.ReadAllLinesAsync($"/proc/{await Podman.RunAsync("inspect", "--format", "{{.State.Pid}}", name)}/status");

        Assert.True(scrape.All("gcwatch_agent_info").Count == 1, scrape.Text);
        Assert.Equal(0, health.ExitCode);
        Assert.Contains("Uid:\t1654\t1654\t1654\t1654", status);
        Assert.Contains("CapEff:\t0000000000000000", status);
        Assert.Contains("NoNewPrivs:\t1", status);
        FinishedProcess finished = await agent.StopAsync();
        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, StopLimit);
    }

    public ValueTask InitializeAsync()
    {
        Assert.NotEmpty(BuiltImage.Layers);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Podman.RunAsync("rm", "--force", "--ignore", "--volumes", "--time", "0", name);

    /// <summary>On this machine's network, as there is no bridge: the agent is told a free port.</summary>
    private AgentBinary Image(params IEnumerable<string> options) => new("image", Podman.Command(
    [
        "run", "--rm", "--name", name, "--network", "host", "--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges",
        "--memory", "64m", "--no-healthcheck", .. options, BuiltImage.Name,
    ]));
}
