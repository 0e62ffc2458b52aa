using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A target that the kernel kills for its memory.</summary>
public sealed class OutOfMemoryTests
{
    private const long LimitBytes = 150_000_000;
    private const int KilledBySignal = 137;

    /// <summary>
    /// In a cgroup the runtime keeps its heap to three quarters of the limit and throws before the kernel kills: as it does not know
    /// of memory outside its heap, that is no protection. Here it is told of a limit that is not the kernel's.
    /// </summary>
    private static readonly Dictionary<string, string> HeapLimitOfItsOwn = new() { ["DOTNET_GCHeapHardLimit"] = "0x40000000" };

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task Its_series_are_gone_and_nothing_else_is(LabRuntime runtime)
    {
        using MemoryCgroup cgroup = MemoryCgroup.Create(LimitBytes);
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using LabProcess lab = await scene.Enclave.StartLabAsync(
            new LabSettings(runtime, "leak", "--mb-per-minute", "6000", "--garbage-mb-per-second", "20") { Prefix = cgroup.Prefix, Environment = HeapLimitOfItsOwn });
        await scene.Agent.AttachesToAsync(lab);

        FinishedProcess killed = await lab.Child.FinishAsync();

        Assert.Equal((KilledBySignal, 1), (killed.ExitCode, cgroup.Kills));
        await scene.ForgetsAsync(lab);
        await scene.IsAsBeforeAsync();
    }
}
