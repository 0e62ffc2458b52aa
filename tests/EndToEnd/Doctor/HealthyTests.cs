using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Where nothing is wrong, nothing is found, and a session has been tried.</summary>
public sealed class HealthyTests
{
    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net9)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_healthy_process_can_be_watched(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "allocate");

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Assert.StartsWith($"Process {lab.Pid}  GcWatch.Lab  .NET {runtime.Major()}", run.Output[0], StringComparison.Ordinal);
        Examination.AssertSays(run, "  ok     it is a .NET process");
        Examination.AssertSays(run, "  ok     a trial session works: the first event came after ");
    }

    [Fact]
    public async Task A_native_program_with_event_support_can_be_watched()
    {
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "allocate") { Command = LabRuntimes.NativeCommand });

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "(native AOT), with event support");
        Examination.AssertSays(run, "a trial session works");
    }

    [Fact]
    public async Task A_program_in_a_single_file_can_be_watched()
    {
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "allocate") { Command = LabRuntimes.SingleFileCommand });

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "it is a .NET process, self-contained in a single file");
    }

    [Fact]
    public async Task The_published_agent_finds_the_same()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");

        FinishedProcess run = await Examination.OfAsync(lab.Pid, AgentBinary.Native);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "a trial session works");
    }
}
