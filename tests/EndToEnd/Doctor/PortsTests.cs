using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Runtimes that connect to a tool by themselves, and those that wait for one.</summary>
public sealed class PortsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_process_that_waits_for_a_listener_goes_on_once_what_the_doctor_says_is_done(LabRuntime runtime)
    {
        string port = folder.PathOf("rp.sock");
        await using ChildProcess lab = Start(runtime.Command(), "DOTNET_DiagnosticPorts", port);
        await HasSocketAsync(lab);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertFault(run, $"it waits at {port} for a tool to let it go on, and nobody listens there", $"start gcwatch run --listen {port}, and it goes on");
        Examination.AssertFault(run, "it stands still since its start", $"DOTNET_DiagnosticPorts={port},nosuspend");
        Assert.Empty(lab.Output.All);
        await using AgentProcess agent = await AgentProcess.StartAsync("run", "--listen", port);
        await Eventually.HoldsAsync("the Lab goes on", () => lab.Output.All.Any(line => line.StartsWith("ready", StringComparison.Ordinal)));
        FinishedProcess after = await Examination.OfAsync(lab.Pid);
        Assert.Equal(ExitCode.Done, after.ExitCode);
        Examination.AssertNote(after, "without one it will not start the next time", $"DOTNET_DiagnosticPorts={port},nosuspend");
    }

    [Fact]
    public async Task A_process_that_waits_on_its_own_socket()
    {
        await using ChildProcess lab = Start(LabRuntimes.NativeCommand, "DOTNET_DefaultDiagnosticPortSuspend", "1");
        await HasSocketAsync(lab);

        Examination.AssertFault(
            await Examination.OfAsync(lab.Pid), "by DOTNET_DefaultDiagnosticPortSuspend=1 it waits for a tool to let it go on", "remove DOTNET_DefaultDiagnosticPortSuspend");
    }

    [Fact]
    public async Task Ports_that_lead_nowhere_do_no_harm_and_are_named()
    {
        string nobody = folder.PathOf("nobody.sock");
        string tooLong = folder.PathOf(new string('x', 100));
        string listening = folder.PathOf("listening.sock");
        using LeftSocket served = LeftSocket.Silent(folder.PathOf("served.sock"));
        string ports = $"{nobody},nosuspend;{tooLong};{listening},listen;{folder.PathOf("served.sock")},nosuspend";
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "allocate") { Environment = new Dictionary<string, string> { ["DOTNET_DiagnosticPorts"] = ports } });

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertNote(run, $"connects to {nobody}, where nobody listens", $"gcwatch run --listen {nobody}");
        Examination.AssertNote(run, "a path of more than the 107 bytes that a socket may have", "a shorter path");
        Examination.AssertNote(run, "which the runtime leaves out: it cannot listen there itself", $"{listening},nosuspend");
        Examination.AssertSays(run, "served.sock, and somebody listens there");
    }

    private static ChildProcess Start(IReadOnlyList<string> command, string variable, string value) =>
        ChildProcess.Start([.. command, "idle", "--stdin"], new Dictionary<string, string> { [variable] = value });

    private static Task HasSocketAsync(ChildProcess lab) => Eventually.HoldsAsync(
        "the runtime has a socket", () => Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{lab.Pid}-*-socket").Length > 0);
}
