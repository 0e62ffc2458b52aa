using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Who gcwatch is, and who the process.</summary>
public sealed class UserTests
{
    public UserTests() => Parts.RequireRoot();

    [Fact]
    public async Task Another_users_process()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");

        FinishedProcess run = await Examination.OfAsync(lab.Pid, user.Agent);

        Examination.AssertFault(run, $"belongs to uid 0 (root) and gcwatch runs as uid {user.Uid}", "securityContext.runAsUser: 0");
    }

    [Fact]
    public async Task A_root_that_has_been_deprived_of_its_rights()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Command = user.Lab });
        AgentBinary deprived = AgentBinary.Managed.After(Parts.Require("setpriv"), "--bounding-set", "-dac_override");

        FinishedProcess run = await Examination.OfAsync(lab.Pid, deprived);

        Examination.AssertFault(run, $"belongs to uid {user.Uid}, and gcwatch is root without the capability DAC_OVERRIDE", $"securityContext.runAsUser: {user.Uid}");
    }

    [Fact]
    public async Task The_same_user_in_another_group_cannot_look_into_a_container()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        using var folder = new TemporaryFolder();
        await using LabProcess lab = await StartWithOwnFilesAsync(user.Lab, folder);

        FinishedProcess run = await Examination.OfAsync(lab.Pid, InAnotherGroup(user));

        Examination.AssertFault(
            run, $"/proc/{lab.Pid}/root and its environment cannot be read: its group is gid {user.Uid}, and gcwatch's is gid ", $"runAsUser: {user.Uid}, runAsGroup: {user.Uid}");
    }

    [Fact]
    public async Task The_same_user_with_fewer_capabilities_cannot_look_into_a_container()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        using var folder = new TemporaryFolder();
        string[] capable = [.. user.Lab.Take(1), "--inh-caps", "+net_bind_service", "--ambient-caps", "+net_bind_service", .. user.Lab.Skip(1)];
        await using LabProcess lab = await StartWithOwnFilesAsync(capable, folder);

        FinishedProcess run = await Examination.OfAsync(lab.Pid, user.Agent);

        Examination.AssertFault(run, "cannot be read: it has capabilities that gcwatch does not have", "the capability SYS_PTRACE");
    }

    [Fact]
    public async Task A_program_that_its_own_user_may_not_read_is_protected()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        using var folder = new TemporaryFolder();
        using var programs = new TemporaryFolder();
        string program = programs.PathOf("lab");
        File.Copy(LabRuntimes.NativeCommand[0], program);
        await ChildProcess.RunAsync(["chmod", "711", programs.FullName, program]);
        await using LabProcess lab = await StartWithOwnFilesAsync([.. user.Prefix, program], folder);

        FinishedProcess run = await Examination.OfAsync(lab.Pid, user.Agent);

        Examination.AssertFault(run, "cannot be read: it is protected", "the capability SYS_PTRACE");
    }

    [Fact]
    public async Task The_same_user_in_another_group_finds_a_socket_that_both_see()
    {
        using OtherUser user = await OtherUser.CreateAsync();
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Command = user.Lab });

        FinishedProcess run = await Examination.OfAsync(lab.Pid, InAnotherGroup(user));

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "its socket has been found all the same");
    }

    private static Task<LabProcess> StartWithOwnFilesAsync(IReadOnlyList<string> command, TemporaryFolder folder) => LabProcess.StartAsync(
        new LabSettings(LabRuntime.Net10, "idle")
        {
            Prefix = PrivateFiles.On(folder, "mode=1777"),
            Command = command,
            Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.FullName },
        });

    private static AgentBinary InAnotherGroup(OtherUser user)
    {
        string gid = (int.Parse(user.Uid, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        string[] prefix = [Parts.Require("setpriv"), "--reuid", user.Uid, "--regid", gid, "--clear-groups", "env", "HOME=/tmp"];
        return new AgentBinary("in another group", [.. prefix, .. user.Agent.Command.Skip(user.Prefix.Count)]);
    }
}
