using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>
/// <c>run --stay</c>, as the chart starts the agent: a container that ends makes its pod not ready, native sidecars included (GenerateContainersReadyCondition of the kubelet), so a
/// wrong option in the agent would take the application out of service.
/// </summary>
public sealed class StayTests
{
    [Theory]
    [InlineData("""{"Slo":{"Promises":1}}""", "/diag/gcwatch.sock", "Slo.Promises is not an option")]
    [InlineData("{}", "/nowhere/gcwatch.sock", "cannot listen on /nowhere/gcwatch.sock")]
    public async Task An_agent_that_cannot_run_says_why_and_stays(string config, string path, string fault)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("gcwatch.json");
        await File.WriteAllTextAsync(file, config);
        await using ChildProcess agent = ChildProcess.Start(
            [.. AgentBinary.Managed.Command, "run", "--stay", "--config", file, "--listen", path, "--metrics-port", $"{Ports.Free()}"]);
        await Eventually.ReadsAsync("it stays", () => Task.FromResult(agent.Errors.Text), said => said.Contains("nothing is watched; it stays until it is stopped", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        Assert.False(agent.HasExited);
        Assert.Contains(fault, agent.Errors.Text, StringComparison.Ordinal);
        await agent.SignalAsync("TERM");
        Assert.Equal(0, (await agent.FinishAsync()).ExitCode);
    }
}
