using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GcWatch.Agent.Tests.Options;

namespace GcWatch.Agent.Tests.Commands;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("Unrecognized command or argument '--bogus'. (see gcwatch --help)", "--bogus")]
    [InlineData("Unrecognized command or argument 'watch'. (see gcwatch --help)", "watch")]
    [InlineData("Unrecognized command or argument '--bogus'. (see gcwatch --help)", "run", "--bogus")]
    [InlineData("Unrecognized command or argument '--pid'. (see gcwatch --help)", "demo", "--pid", "1")]
    [InlineData("Required argument missing for option: '--pid'. (see gcwatch --help)", "run", "--pid")]
    [InlineData("Required argument 'file' missing for command: 'replay'. (see gcwatch --help)", "replay")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json' 'prometheus' (see gcwatch --help)", "replay", "x.nettrace", "--format", "xml")]
    [InlineData("Targets.Pid has a value of the wrong kind", "--pid", "abc")]
    [InlineData("Targets.Pid must be between 1 and 2147483647", "run", "--pid", "0")]
    [InlineData("Metrics.Port must be between 1 and 65535", "run", "--metrics-port", "70000")]
    [InlineData("Otlp.Endpoint must be an http or https address", "run", "--otlp-endpoint", "collector")]
    [InlineData("Log.Level has a value of the wrong kind", "run", "--log-level", "loud")]
    [InlineData("Targets.Pid has a value of the wrong kind", "doctor", "--pid", "abc")]
    [InlineData("Unrecognized command or argument '--name'. (see gcwatch --help)", "doctor", "--name", "x")]
    [InlineData("Required argument 'command' missing for command: 'exec'. (see gcwatch --help)", "exec", "--github")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json' (see gcwatch --help)", "exec", "--format", "xml", "--", "true")]
    [InlineData("--match env:X is no rule of the form name:PATTERN, cmd:PATTERN or env:VARIABLE=PATTERN", "exec", "--match", "env:X", "--", "true")]
    [InlineData("cannot write /no/such/folder/j.xml: there is no such folder", "exec", "--junit", "/no/such/folder/j.xml", "--", "true")]
    [InlineData("--seconds must be at least 1", "demo", "--seconds", "0")]
    public async Task A_wrong_command_line_is_said_in_one_line(string complaint, params string[] args) =>
        AssertComplaint(ExitCode.Usage, complaint, await CommandRun.OfAsync(args));

    [Fact]
    public async Task A_configuration_that_is_not_there_is_said_in_one_line()
    {
        CommandRun run = await CommandRun.OfAsync("run", "--config", "/no/such/file.json");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        AssertOneLine(run);
        Assert.StartsWith("gcwatch: cannot read the configuration /no/such/file.json: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "Metrics.Prot is not an option", """{ "Metrics": { "Prot": 1 } }""")]
    [InlineData("check", "Metrics.Prot is not an option", """{ "Metrics": { "Prot": 1 } }""")]
    [InlineData("check", "Metric is not an option", """{ "Metric": { "Port": 1 } }""")]
    [InlineData("check", "Slo.Pause[0].Treshold is not an option", """{ "Slo": { "Pause": [{ "Name": "p", "Treshold": "00:00:00.020" }] } }""")]
    public async Task A_misspelt_key_of_a_configuration_is_said_in_one_line(string command, string complaint, string configuration)
    {
        using var file = new OptionsFile(configuration);
        AssertComplaint(ExitCode.Usage, $"{file.Path}: {complaint}", await CommandRun.OfAsync(command, "--config", file.Path));
    }

    [Fact]
    public async Task Each_fault_of_a_configuration_has_its_line()
    {
        using var file = new OptionsFile("""{ "Metrics": { "Port": 0 }, "Session": { "BufferMegabytes": 0 } }""");
        CommandRun run = await CommandRun.OfAsync("run", "--config", file.Path);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("gcwatch: Metrics.Port must be between 1 and 65535\ngcwatch: Session.BufferMegabytes must be between 1 and 256\n", run.Error);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("prometheus")]
    public async Task A_file_that_is_no_nettrace_is_said_in_one_line(string format)
    {
        using var file = new OptionsFile("this is not a trace");
        AssertComplaint(
            ExitCode.BadInput,
            $"{file.Path} is not a nettrace file: it does not begin with \"Nettrace\"",
            await CommandRun.OfAsync("replay", file.Path, "--format", format));
    }

    [Fact]
    public async Task An_empty_file_is_no_nettrace()
    {
        using var file = new OptionsFile("");
        Assert.Equal(ExitCode.BadInput, (await CommandRun.OfAsync("replay", file.Path)).ExitCode);
    }

    [Fact]
    public async Task A_nettrace_that_breaks_off_is_said_in_one_line()
    {
        using var file = new OptionsFile("Nettrace and no more");
        CommandRun run = await CommandRun.OfAsync("replay", file.Path);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        AssertOneLine(run);
        Assert.StartsWith($"gcwatch: {file.Path} is damaged: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/trace.nettrace")]
    [InlineData("/")]
    public async Task A_trace_that_cannot_be_read_is_said_in_one_line(string path)
    {
        CommandRun run = await CommandRun.OfAsync("replay", path);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        AssertOneLine(run);
        Assert.StartsWith($"gcwatch: cannot read {path}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_said_in_one_line()
    {
        string port = FreePort().ToString(CultureInfo.InvariantCulture);
        CommandRun run = await CommandRun.OfAsync("run", "--pid", "2147483647", "--metrics-port", port, "--log-level", "Fatal");
        AssertComplaint(ExitCode.CannotAttach, "there is no process 2147483647", run);
    }

    [Fact]
    public async Task A_busy_port_is_said_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        CommandRun run = await CommandRun.OfAsync("run", "--pid", "2147483647", "--metrics-port", port.ToString(CultureInfo.InvariantCulture), "--log-level", "Fatal");
        Assert.Equal(ExitCode.CannotServe, run.ExitCode);
        AssertOneLine(run);
        Assert.StartsWith($"gcwatch: cannot listen on 127.0.0.1:{port} (", run.Error, StringComparison.Ordinal);
    }

    private static void AssertComplaint(int exitCode, string complaint, CommandRun run)
    {
        Assert.Equal($"gcwatch: {complaint}\n", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
    }

    private static void AssertOneLine(CommandRun run)
    {
        Assert.StartsWith("gcwatch: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
