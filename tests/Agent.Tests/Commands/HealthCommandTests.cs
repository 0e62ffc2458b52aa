using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GcWatch.Agent.Tests.Options;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Serving;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Commands;

public sealed class HealthCommandTests
{
    private static readonly HealthAnswer Ill = new(false, "no target has answered for 60 s");

    [Fact]
    public async Task An_agent_that_is_well_says_ok() =>
        Assert.Equal((0, "ok\n"), await AskAsync(new HealthProbes(() => HealthAnswer.Ok, () => Ill)));

    [Fact]
    public async Task One_that_is_not_says_why() =>
        Assert.Equal((1, Ill.Explanation + "\n"), await AskAsync(new HealthProbes(() => Ill, () => HealthAnswer.Ok)));

    [Fact]
    public async Task Whether_it_is_ready_is_another_question()
    {
        Assert.Equal((1, Ill.Explanation + "\n"), await AskAsync(new HealthProbes(() => HealthAnswer.Ok, () => Ill), "--ready"));
        Assert.Equal((0, "ok\n"), await AskAsync(new HealthProbes(() => Ill, () => HealthAnswer.Ok), "--ready"));
    }

    [Fact]
    public async Task An_agent_that_listens_everywhere_is_asked_on_this_machine()
    {
        var options = new MetricsOptions { Address = "*", Port = Ports.Free() };
        using MetricsServer server = MetricsServer.Start(options, new OtlpOptions(), HealthProbes.Answering);
        Assert.Equal((0, "ok\n"), Result(await CommandRun.OfAsync("health", "--metrics-address", "*", "--metrics-port", Text(options.Port))));
    }

    [Fact]
    public async Task The_address_may_come_from_the_configuration()
    {
        var options = new MetricsOptions { Port = Ports.Free() };
        using var file = new OptionsFile($$"""{ "Metrics": { "Port": {{options.Port}} } }""");
        using MetricsServer server = MetricsServer.Start(options, new OtlpOptions(), HealthProbes.Answering);
        Assert.Equal((0, "ok\n"), Result(await CommandRun.OfAsync("health", "--config", file.Path)));
    }

    [Fact]
    public async Task Where_nobody_listens_that_is_said()
    {
        int port = Ports.Free();
        Assert.Equal(
            (ExitCode.Unhealthy, $"no answer from http://127.0.0.1:{port}/healthz\n"),
            Result(await CommandRun.OfAsync("health", "--metrics-port", Text(port))));
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        CommandRun run = await CommandRun.OfAsync("health", "--metrics-port", Text(port)).WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(ExitCode.Unhealthy, run.ExitCode);
    }

    private static async Task<(int, string)> AskAsync(HealthProbes probes, params string[] further)
    {
        var options = new MetricsOptions { Port = Ports.Free() };
        using MetricsServer server = MetricsServer.Start(options, new OtlpOptions(), probes);
        return Result(await CommandRun.OfAsync(["health", "--metrics-port", Text(options.Port), .. further]));
    }

    private static (int, string) Result(CommandRun run) => (run.ExitCode, run.Output);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
