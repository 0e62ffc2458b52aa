using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>An agent and a bystander that it watches, in a place of their own; into which a test brings its fault.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private readonly ProcessFootprint before;

    private FaultScene(Enclave enclave, AgentProcess agent, Bystander bystander)
    {
        Enclave = enclave;
        Agent = agent;
        Bystander = bystander;
        before = ProcessFootprint.Of(agent.Child.Pid);
    }

    public Enclave Enclave { get; }

    public AgentProcess Agent { get; }

    public Bystander Bystander { get; }

    /// <param name="binary">managed or native.</param>
    /// <param name="prefix">What stands before the agent's command.</param>
    public static Task<FaultScene> OpenAsync(string binary = "managed", params IReadOnlyList<string> prefix) => OpenAsync(BinaryOf(binary), prefix);

    public static async Task<FaultScene> OpenAsync(AgentBinary binary, params IReadOnlyList<string> prefix)
    {
        Enclave enclave = await Enclave.CreateAsync();
        AgentProcess agent = await enclave.StartAgentAsync(binary, prefix);
        try
        {
            return new FaultScene(enclave, agent, await Bystander.StartAsync(enclave, agent));
        }
        catch
        {
            await agent.DisposeAsync();
            enclave.Dispose();
            throw;
        }
    }

    public static AgentBinary BinaryOf(string name) => name switch
    {
        "managed" => AgentBinary.Managed,
        "native" => AgentBinary.Native,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a binary"),
    };

    /// <summary>Waits until a target has no series any more.</summary>
    public Task<Scrape> ForgetsAsync(LabProcess lab) =>
        Agent.ScrapeUntilAsync($"no series of {lab.Label}", scrape => scrape.Of(lab.Label).Samples.Count == 0);

    /// <summary>The fault is over: the agent serves, the bystander was not touched, and the agent holds no more than before.</summary>
    public async Task IsAsBeforeAsync()
    {
        Assert.False(Agent.Child.HasExited, Agent.Log);
        await Bystander.IsUnaffectedAsync();
        await before.ReturnsAsync(Agent.Child.Pid);
        Assert.DoesNotContain("\"EventId\":{\"Id\":1010", Agent.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of GcWatch", Agent.Log, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Bystander.DisposeAsync();
        await Agent.DisposeAsync();
        Enclave.Dispose();
    }
}
