using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>The path that the agent is to listen on.</summary>
public sealed class ListenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_path_where_nothing_is_yet()
    {
        FinishedProcess run = await ExamineAsync(folder.PathOf("rp.sock"));

        Examination.AssertSays(run, "  ok     nothing is there yet: the agent can listen");
        Examination.AssertSays(run, "(Targets.ListenMode 660)");
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_a_wrong_argument()
    {
        FinishedProcess run = await AgentBinary.Managed.RunAsync("doctor", "--listen", folder.PathOf(new string('x', 107)));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Targets.Listen", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_its_working_directory_makes_too_long()
    {
        string directory = Directory.CreateDirectory(folder.PathOf("deep")).FullName;

        FinishedProcess run = await ChildProcess.RunAsync(["env", "-C", directory, .. AgentBinary.Managed.Command, "doctor", "--listen", new string('x', 100)]);

        AssertFault(run, "longer than the 107 bytes that a socket may have", "a shorter path");
    }

    [Fact]
    public async Task A_directory_that_is_not_there() =>
        AssertFault(await ExamineAsync(folder.PathOf("none/rp.sock")), $"there is no directory {folder.PathOf("none")}", $"mkdir -p {folder.PathOf("none")}");

    [Fact]
    public async Task A_read_only_file_system()
    {
        FinishedProcess run = await AgentBinary.Managed.After([.. PrivateFiles.On(folder, "ro")]).RunAsync("doctor", "--listen", folder.PathOf("rp.sock"));

        AssertFault(run, $"mounted read-only (at {folder.FullName})", "no readOnly: true in gcwatch's volumeMounts");
    }

    [Fact]
    public async Task A_directory_of_another_users()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await ChildProcess.RunAsync(["chmod", "755", folder.FullName]);

        FinishedProcess run = await user.Agent.RunAsync("doctor", "--listen", folder.PathOf("rp.sock"));

        AssertFault(run, $"may not make a socket in {folder.FullName} (mode 755, owner 0:0)", "securityContext.fsGroup");
    }

    [Fact]
    public async Task A_path_that_another_process_serves()
    {
        string path = folder.PathOf("rp.sock");
        using LeftSocket other = LeftSocket.Silent(path);

        AssertFault(await ExamineAsync(path), $"process {Environment.ProcessId} (", "or choose another path");
    }

    [Fact]
    public async Task A_socket_of_another_users()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        string path = folder.PathOf("rp.sock");
        using LeftSocket other = LeftSocket.Silent(path);
        await ChildProcess.RunAsync(["chmod", "1777", folder.FullName]);
        await ChildProcess.RunAsync(["chmod", "600", path]);

        AssertFault(await user.Agent.RunAsync("doctor", "--listen", path), "a socket of another user is there", $"rm {path}");
    }

    [Fact]
    public async Task A_path_that_the_agent_serves_already()
    {
        string path = folder.PathOf("rp.sock");
        await using AgentProcess agent = await AgentProcess.StartAsync("run", "--listen", path);

        Examination.AssertSays(await ExamineAsync(path), $"  ok     a gcwatch, process {agent.Child.Pid}, listens there");
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced()
    {
        string path = folder.PathOf("rp.sock");
        LeftSocket.Abandon(path);

        Examination.AssertSays(await ExamineAsync(path), "nobody serves any more: the agent replaces it");
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_file_that_is_no_socket()
    {
        string path = folder.PathOf("rp.sock");
        await File.WriteAllTextAsync(path, "notes");

        AssertFault(await ExamineAsync(path), "a file is there that is no socket", $"move {path} away");
    }

    [Fact]
    public async Task A_process_that_is_told_to_connect_and_may_not()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        string path = folder.PathOf("rp.sock");
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "idle") { Command = user.Lab, Environment = new Dictionary<string, string> { ["DOTNET_DiagnosticPorts"] = $"{path},nosuspend" } });

        AssertFault(await ExamineAsync(path), $"process {lab.Pid} (uid {user.Uid}) is told to connect there and may not", "Targets.ListenMode 666");
    }

    private static Task<FinishedProcess> ExamineAsync(string path) => AgentBinary.Managed.RunAsync("doctor", "--listen", path);

    /// <summary>Below the path's own heading: what is wrong with processes beside is none of it.</summary>
    private static void AssertFault(FinishedProcess run, string what, string change)
    {
        Assert.Equal(ExitCode.Done, run.ExitCode);
        string[] section = [.. run.Output.SkipWhile(line => !line.StartsWith("Listening at ", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)];
        int at = Array.FindIndex(section, line => line.StartsWith("  FAULT", StringComparison.Ordinal));
        Assert.True(at > 0, run.OutputText);
        Assert.Contains(what, section[at], StringComparison.Ordinal);
        Assert.Contains(change, section[at + 1], StringComparison.Ordinal);
    }
}
