using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>
/// Sockets that another user's processes have left, as in any /tmp: they cannot even be asked whether somebody is there, which is no
/// reason to take them for processes.
/// </summary>
public sealed class ForeignSocketTests
{
    [Fact]
    public async Task They_are_no_targets_and_cost_little()
    {
        Parts.RequireRoot();
        await using FaultScene scene = await FaultScene.OpenAsync();
        await StaleSockets.LeaveAsync(scene.Enclave, StaleSockets.DeadPids(0));

        await StaleSockets.CalmShareAsync(scene.Agent.Child.Pid);

        Assert.Equal([scene.Bystander.Lab.Label], (await scene.Agent.ScrapeAsync()).All(MetricNames.TargetUp).Select(up => up.Labels["process"]));
        Assert.DoesNotContain($"{StaleSockets.NoPid}", scene.Agent.Log, StringComparison.Ordinal);
        await scene.IsAsBeforeAsync();
    }
}
