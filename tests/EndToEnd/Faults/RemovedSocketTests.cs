using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A diagnostic socket that somebody deletes, as a cleaner of temporary files does: the connection does not need it any more.</summary>
public sealed class RemovedSocketTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task The_session_goes_on_and_the_agent_ends_cleanly(LabRuntime runtime)
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using LabProcess lab = await scene.Enclave.StartLabAsync(runtime, "collect", "--interval-ms", "100", "--generation", "0", "--live-mb", "1");
        Scrape attached = await scene.Agent.ScrapeUntilAsync("a collection", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);
        string socket = scene.Enclave.SocketOf(lab.Pid);

        File.Delete(socket);

        double seen = attached.Of(lab.Label).Sum(MetricNames.Collections);
        await scene.Agent.ScrapeUntilAsync("the session goes on", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > seen + 10);
        await scene.Bystander.IsUnaffectedAsync();
        Assert.NotEqual(0, ConnectionsTo(socket));
        FinishedProcess finished = await scene.Agent.StopAsync();
        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, Limit);
        Assert.DoesNotContain("   at ", finished.ErrorText, StringComparison.Ordinal);
        await Eventually.HoldsAsync("the target has closed its end", () => ConnectionsTo(socket) == 0);
        await lab.QuitAsync();
    }

    /// <summary>The connections that the runtime has accepted bear its socket's name; the listening socket itself does too.</summary>
    private static int ConnectionsTo(string socket) =>
        File.ReadAllLines("/proc/net/unix").Count(line => line.EndsWith(socket, StringComparison.Ordinal)) - 1;
}
