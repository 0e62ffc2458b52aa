using System.Globalization;
using System.Net.Sockets;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>What goes wrong is one line on standard error and a documented exit code, and never a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_pid_that_is_not_there()
    {
        FinishedProcess finished = await WatchAsync(4_194_303);

        AssertOneLine(finished, ExitCode.CannotAttach, "there is no process 4194303");
    }

    [Fact]
    public async Task A_process_that_is_not_NET()
    {
        await using ChildProcess sleep = ChildProcess.Start(["sleep", "60"]);

        FinishedProcess finished = await WatchAsync(sleep.Pid);

        AssertOneLine(finished, ExitCode.CannotAttach, "is not a .NET process that can be watched");
    }

    [Fact]
    public async Task A_process_of_another_user()
    {
        // As root, become someone else; as anyone else, the first process is somebody else's.
        using OtherUser? user = OtherUser.CanBecome ? await OtherUser.CreateAsync() : null;
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        int pid = user is null ? 1 : lab.Pid;

        FinishedProcess finished = await WatchAsync(pid, user?.Agent ?? AgentBinary.Managed);

        AssertOneLine(finished, ExitCode.CannotAttach, "belongs to uid 0 ");
    }

    [Fact]
    public async Task A_process_with_its_diagnostics_switched_off()
    {
        await using LabProcess lab = await StartWithoutDiagnosticsAsync();

        FinishedProcess finished = await WatchAsync(lab.Pid);

        AssertOneLine(finished, ExitCode.CannotAttach, "DOTNET_EnableDiagnostics=0");
    }

    [Fact]
    public async Task A_process_that_ends_during_the_attach()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await lab.Child.SignalAsync("STOP");
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, null, "--pid", lab.PidText);
        await Eventually.HoldsAsync("the agent has connected", () => ConnectionsTo(lab.Pid) > 1);

        await lab.Child.SignalAsync("KILL");

        // On a busy machine it may be between two questions just then, and finds nobody at the next.
        FinishedProcess finished = await agent.Child.FinishAsync();
        AssertOneLine(finished, ExitCode.CannotAttach, $"process {lab.PidText}");
        Assert.Matches("ended while being attached to|there is no process", finished.ErrorText);
    }

    [Fact]
    public async Task A_process_that_stands_still()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await lab.Child.SignalAsync("STOP");

        FinishedProcess finished = await WatchAsync(lab.Pid);

        AssertOneLine(finished, ExitCode.CannotAttach, "does not answer");
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using TcpListener listener = Ports.Listen();
        string port = Ports.PortOf(listener).ToString(CultureInfo.InvariantCulture);

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("--name", "none", "--metrics-port", port);

        AssertOneLine(finished, ExitCode.CannotServe, $"cannot listen on 127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("--colour", "--colour")]
    [InlineData("--pid=abc", "Targets.Pid")]
    [InlineData("--pid=0", "Targets.Pid")]
    [InlineData("--metrics-port=70000", "Metrics.Port must be between 1 and 65535")]
    [InlineData("--log-level=Loud", "Log.Level")]
    [InlineData("nonsense", "nonsense")]
    public async Task An_option_that_is_wrong(string argument, string told)
    {
        FinishedProcess finished = await AgentBinary.Managed.RunAsync(argument);

        AssertOneLine(finished, ExitCode.Usage, told);
    }

    [Theory]
    [InlineData("""{ "Metrics": { "Prot": 1 } }""", "Metrics.Prot is not an option")]
    [InlineData("""{ "Metrics": { "Port": 0 } }""", "Metrics.Port must be between 1 and 65535")]
    [InlineData("""{ "Session": { "BufferMegabytes": "much" } }""", "Session.BufferMegabytes has a value of the wrong kind")]
    [InlineData("""{ "Targets": { "ScanInterval": "1.00:00:00" } }""", "Targets.ScanInterval must be between")]
    [InlineData("""{ "Alertmanager": { "Urls": [ "alertmanager:9093" ] } }""", "Alertmanager.Urls must be http or https addresses")]
    [InlineData("""{ "Alertmanager": { "Urls": "https://127.0.0.1", "CaFile": "/no/such/ca.pem" } }""", "Alertmanager.CaFile cannot be read")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{ nonsense", "not valid JSON")]
    [InlineData(null, "cannot read the configuration")]
    public async Task A_configuration_that_is_wrong(string? content, string told)
    {
        string file = folder.PathOf("gcwatch.json");
        if (content is not null) await File.WriteAllTextAsync(file, content);

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("--config", file);

        AssertOneLine(finished, ExitCode.Usage, told);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("prometheus")]
    public async Task A_file_that_is_not_a_nettrace(string format)
    {
        string file = folder.PathOf("notes.nettrace");
        await File.WriteAllTextAsync(file, string.Join('\n', Enumerable.Repeat("no trace at all", 100)));

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("replay", file, "--format", format);

        AssertOneLine(finished, ExitCode.BadInput, "notes.nettrace is not a nettrace file");
    }

    [Fact]
    public async Task A_file_that_is_not_there()
    {
        FinishedProcess finished = await AgentBinary.Managed.RunAsync("replay", folder.PathOf("none.nettrace"));

        AssertOneLine(finished, ExitCode.BadInput, "none.nettrace");
    }

    [Fact]
    public async Task A_variable_that_is_no_option_is_only_a_warning()
    {
        await using AgentProcess agent = AgentProcess.Launch(
            AgentBinary.Managed, new Dictionary<string, string> { ["GCWATCH_COLOUR"] = "blue" }, "--name", "none");
        await agent.ServesAsync();

        FinishedProcess finished = await agent.StopAsync();

        Assert.Equal(ExitCode.Done, finished.ExitCode);
        Assert.Contains(finished.Errors, line => line.Contains("GCWATCH_COLOUR", StringComparison.Ordinal));
    }

    internal static Task<LabProcess> StartWithoutDiagnosticsAsync() => LabProcess.StartAsync(
        new LabSettings(LabRuntime.Net10, "idle") { Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" } });

    private static Task<FinishedProcess> WatchAsync(int pid) => WatchAsync(pid, AgentBinary.Managed);

    private static async Task<FinishedProcess> WatchAsync(int pid, AgentBinary binary)
    {
        await using AgentProcess agent = AgentProcess.Launch(binary, null, "--pid", pid.ToString(CultureInfo.InvariantCulture));
        return await agent.Child.FinishAsync();
    }

    /// <summary>The listening socket is one; each connection, accepted or not, is another.</summary>
    private static int ConnectionsTo(int pid) =>
        File.ReadAllLines("/proc/net/unix").Count(line => line.Contains($"/dotnet-diagnostic-{pid}-", StringComparison.Ordinal));

    /// <summary>Log lines, which are JSON here, may stand beside it.</summary>
    private static void AssertOneLine(FinishedProcess finished, int exitCode, string told)
    {
        string[] lines = [.. finished.Errors.Where(line => !line.StartsWith('{'))];
        string line = Assert.Single(lines);
        Assert.StartsWith("gcwatch: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.Equal(exitCode, finished.ExitCode);
        Assert.Empty(finished.Output);
        Assert.DoesNotContain("   at ", finished.ErrorText, StringComparison.Ordinal);
    }
}
