using System.Diagnostics;
using System.Runtime.Versioning;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A diagnostic port that does not do what one does must not be in the way of any other.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnhelpfulPortTests
{
    /// <summary>More would be a flood: it is asked ten times at first, then with a back-off.</summary>
    private const int MostConnections = 30;

    [Theory]
    [MemberData(nameof(Manners.All), MemberType = typeof(Manners))]
    public async Task Others_are_attached_to_meanwhile_and_nothing_is_left_of_it(Manner manner)
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using ChildProcess process = scene.Enclave.Start("sleep", "600");
        using var port = new UnhelpfulPort(Path.Combine(scene.Enclave.Folder, SocketNames.Of(process.Pid)), manner);
        if (manner != Manner.Refusing) await Eventually.HoldsAsync("the port is asked", () => port.Connections > 0);

        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        long start = Stopwatch.GetTimestamp();
        await scene.Agent.AttachesToAsync(lab);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
        await process.SignalAsync("KILL");
        port.Dispose();
        await scene.IsAsBeforeAsync();
        Assert.InRange(port.Connections, 0, MostConnections);
    }
}
