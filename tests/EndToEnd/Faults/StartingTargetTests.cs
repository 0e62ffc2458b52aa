using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>
/// A runtime can lock itself up for ever when a session with managed counters is opened at the wrong moment of its start
/// (dotnet/runtime#105682, open; #118014): the agent must stay clear of that moment.
/// </summary>
public sealed class StartingTargetTests
{
    private const int Starts = 50;

    /// <summary>As often as it may be: with this about one start in fourteen met the moment.</summary>
    private const string KeenEye = "GCWATCH_TARGETS__SCANINTERVAL=00:00:00.1";

    [Fact]
    public async Task A_process_that_is_found_while_it_starts_always_gets_going()
    {
        await using FaultScene scene = await FaultScene.OpenAsync(AgentBinary.Managed, "env", KeenEye);
        for (int start = 0; start < Starts; start++)
        {
            // It fails where the Lab does not become ready.
            await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
            await lab.Child.SignalAsync("KILL");
        }

        await scene.Agent.ScrapeUntilAsync("the bystander alone", scrape => scrape.All(MetricNames.TargetInfo, ("name", LabProcess.Name)).Count == 1);
        await scene.IsAsBeforeAsync();
    }
}
