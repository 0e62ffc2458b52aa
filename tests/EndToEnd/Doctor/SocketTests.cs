using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>The socket itself: stale, deleted, abandoned, or served by somebody who does not answer.</summary>
public sealed class SocketTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_socket_of_an_earlier_process_of_the_same_id_is_told_from_the_right_one()
    {
        await using LabProcess lab = await StartAsync();
        string stale = folder.PathOf(LeftSocket.NameFor(lab.Child, startTimeOffset: -100));
        LeftSocket.Abandon(stale);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertNote(run, "of an earlier process with the same id: stale", $"{Path.GetFileName(stale)}'");
    }

    [Fact]
    public async Task A_socket_that_has_been_deleted()
    {
        await using LabProcess lab = await StartAsync();
        File.Delete(folder.PathOf(LeftSocket.NameFor(lab.Child)));

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "has been deleted, or something has been mounted over its directory", "restart it");
    }

    [Fact]
    public async Task A_socket_that_nobody_serves_any_more()
    {
        await using LabProcess lab = await StartAsync(withDiagnostics: false);
        LeftSocket.Abandon(folder.PathOf(LeftSocket.NameFor(lab.Child)));

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertFault(run, "DOTNET_EnableDiagnostics=0", "restart it");
    }

    [Fact]
    public async Task A_process_that_has_become_another_program()
    {
        // The shell waits for the file, so that its socket is made for the very process that the Lab then becomes.
        string ready = folder.PathOf("ready");
        await using ChildProcess shell = ChildProcess.Start(
            ["sh", "-c", $"until [ -e '{ready}' ]; do :; done; exec env TMPDIR='{folder.FullName}' DOTNET_DiagnosticPorts= \"$@\"", "sh", "dotnet", .. LabRuntime.Net10.Command().Skip(1), "idle", "--stdin"]);
        LeftSocket.Abandon(folder.PathOf(LeftSocket.NameFor(shell)));
        await File.WriteAllTextAsync(ready, "");
        await Eventually.HoldsAsync("the Lab's ready line", () => shell.Output.All.Count > 0);

        Examination.AssertFault(await Examination.OfAsync(shell.Pid), "nobody serves its diagnostic socket", "has to remove its socket before the exec");
    }

    [Fact]
    public async Task A_socket_that_takes_connections_and_never_answers()
    {
        await using LabProcess lab = await StartAsync(withDiagnostics: false);
        using LeftSocket silent = LeftSocket.Silent(folder.PathOf(LeftSocket.NameFor(lab.Child)));

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "and does not answer within 2 s", "whether it gets any CPU");
    }

    [Fact]
    public async Task A_socket_that_answers_nonsense()
    {
        await using LabProcess lab = await StartAsync(withDiagnostics: false);
        using LeftSocket talkative = LeftSocket.Talkative(folder.PathOf(LeftSocket.NameFor(lab.Child)));

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "is not a .NET runtime", "restart the process");
    }

    [Fact]
    public async Task A_process_that_has_been_stopped()
    {
        await using LabProcess lab = await StartAsync();
        await lab.Child.SignalAsync("STOP");

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "it has been stopped by a signal (state T)", $"kill -CONT {lab.Pid}");
    }

    [Fact]
    public async Task A_socket_that_has_lost_its_mode()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await ChildProcess.RunAsync(["chmod", "1777", folder.FullName]);
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "idle") { Command = user.Lab, Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.FullName } });
        await ChildProcess.RunAsync(["chmod", "000", folder.PathOf(LeftSocket.NameFor(lab.Child))]);

        FinishedProcess run = await Examination.OfAsync(lab.Pid, user.Agent);

        Examination.AssertFault(run, "gcwatch may not connect to its diagnostic socket", "give it its mode 600 and owner back");
    }

    private Task<LabProcess> StartAsync(bool withDiagnostics = true) => LabProcess.StartAsync(
        new LabSettings(LabRuntime.Net10, "allocate")
        {
            Environment = new Dictionary<string, string>
            {
                ["TMPDIR"] = folder.FullName,
                ["DOTNET_EnableDiagnostics"] = withDiagnostics ? "1" : "0",
            },
        });
}
