using System.Text.RegularExpressions;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary><c>gcwatch doctor</c> without a process: where it stands itself, and all processes in short.</summary>
public sealed class HostTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_process_has_its_verdict_and_the_first_thing_to_change()
    {
        await using LabProcess healthy = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using LabProcess silent = await BadInputTests.StartWithoutDiagnosticsAsync();

        FinishedProcess run = await AgentBinary.Managed.RunAsync("doctor");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(run.Output, line => Regex.IsMatch(line, $@"^  ok     {healthy.Pid}  GcWatch\.Lab  \.NET 10\.\S+  uid \d+$"));
        Assert.Contains(run.Output, line => Regex.IsMatch(line, $@"^  FAULT  {silent.Pid}  GcWatch\.Lab  uid \d+: DOTNET_EnableDiagnostics=0 "));
        Assert.Matches(@"^Verdict: \d+ of \d+ \.NET processes can be watched", run.Output[^1]);
    }

    [Fact]
    public async Task Sockets_that_were_left_behind_are_counted_with_the_way_to_remove_them()
    {
        string stale = folder.PathOf("dotnet-diagnostic-4194303-77-socket");
        LeftSocket.Abandon(stale);

        FinishedProcess run = await ChildProcess.RunAsync([.. AgentBinary.Managed.Command, "doctor"], new Dictionary<string, string> { ["TMPDIR"] = folder.FullName });

        Examination.AssertSays(run, $"TMPDIR is {folder.FullName} here");
        Assert.Matches(@"\d+ diagnostic sockets? (is|are) stale", run.OutputText);
        Assert.Matches($"change: (rm .*{Regex.Escape(stale)}|for s in {Regex.Escape(folder.FullName)}/)", run.OutputText);
    }

    [Fact]
    public async Task A_proc_that_hides_processes_is_named()
    {
        FinishedProcess run = await AgentBinary.Managed.After([.. PrivateFiles.HidingProcesses()]).RunAsync("doctor");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"  note   /proc is mounted with hidepid=(2|invisible): processes of other users are hidden", run.OutputText);
    }

    [Theory]
    [InlineData("DAC_OVERRIDE", "-dac_override")]
    [InlineData("SYS_PTRACE", "-sys_ptrace")]
    public async Task A_root_that_has_been_deprived_of_its_rights_is_told_what_that_means(string capability, string change)
    {
        Parts.RequireRoot();

        FinishedProcess run = await AgentBinary.Managed.After(Parts.Require("setpriv"), "--bounding-set", change).RunAsync("doctor");

        Examination.AssertNote(run, $"gcwatch is root without the capability {capability}", "capabilities.add: [DAC_OVERRIDE, SYS_PTRACE]");
    }

    [Fact]
    public async Task A_user_who_is_not_root_is_told_what_that_means()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await using LabProcess foreign = await LabProcess.StartAsync(LabRuntime.Net10, "idle");

        FinishedProcess run = await user.Agent.RunAsync("doctor");

        Examination.AssertSays(run, $"gcwatch runs as uid {user.Uid}, gid {user.Uid} and can attach to processes of that user");
        Assert.Contains(run.Output, line => line.Contains($"  FAULT  {foreign.Pid}  ", StringComparison.Ordinal) && line.Contains("belongs to uid 0 (root)", StringComparison.Ordinal));
    }
}
