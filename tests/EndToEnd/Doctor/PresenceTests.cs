using GcWatch.Agent;
using GcWatch.Collectors.Diagnosis;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>What the id given is that of: nothing, no .NET process, or not quite the process that is meant.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task A_process_that_is_not_there() =>
        Examination.AssertFault(await Examination.OfAsync(4_194_303), "there is no process 4194303", "gcwatch ps lists");

    [Theory]
    [InlineData("0", "Targets.Pid must be between 1 and 2147483647")]
    [InlineData("abc", "Targets.Pid has a value of the wrong kind")]
    public async Task An_id_that_is_none_is_a_wrong_argument(string pid, string told)
    {
        FinishedProcess run = await AgentBinary.Managed.RunAsync("doctor", "--pid", pid);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"gcwatch: {told}", Assert.Single(run.Errors));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_doctor_itself()
    {
        FinishedProcess run = await ChildProcess.RunAsync(["sh", "-c", "exec \"$@\" doctor --pid $$", "sh", .. AgentBinary.Managed.Command]);

        Examination.AssertFault(run, "is this very gcwatch", "the id of another process");
    }

    [Fact]
    public async Task A_process_that_has_ended_and_that_nobody_has_waited_for()
    {
        await using ChildProcess parent = ChildProcess.Start(["sh", "-c", "true & exec sleep 60"]);
        IReadOnlyList<int> children = await Eventually.ReadsAsync(
            "the child has ended", () => Task.FromResult(ProcDetail.Children(parent.Pid)), found => found is [var child] && !ProcessTable.IsRunning(child));
        int zombie = children[0];

        Examination.AssertFault(await Examination.OfAsync(zombie), "has ended, and only waits for its parent", "the process that came after it");
    }

    [Fact]
    public async Task A_thread_of_a_process()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        int thread = Directory.GetDirectories($"/proc/{lab.Pid}/task").Select(folder => int.Parse(Path.GetFileName(folder), null)).Max();

        Examination.AssertFault(await Examination.OfAsync(thread), $"is a thread of process {lab.Pid}", $"--pid {lab.Pid}");
    }

    [Fact]
    public async Task A_process_that_is_not_NET()
    {
        await using ChildProcess sleep = ChildProcess.Start(["sleep", "60"]);

        Examination.AssertFault(await Examination.OfAsync(sleep.Pid), "it is not a .NET process: there is no .NET runtime in sleep", "gcwatch ps lists");
    }

    [Fact]
    public async Task A_shell_that_has_started_a_NET_process_leads_to_that()
    {
        await using LabProcess shell = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Prefix = ["sh", "-c", "\"$@\"; true", "sh"] });
        int lab = Assert.Single(ProcDetail.Children(shell.Pid));

        Examination.AssertFault(await Examination.OfAsync(shell.Pid), "there is no .NET runtime in sh, but in a process that it has started", $"--pid {lab}");
    }

    [Fact]
    public async Task A_native_program_without_event_support()
    {
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Native, null, "--name", "none");
        await agent.ServesAsync();

        Examination.AssertFault(
            await Examination.OfAsync(agent.Child.Pid), "(native AOT) and was built without event support", "<EventSourceSupport>true</EventSourceSupport>");
    }
}
