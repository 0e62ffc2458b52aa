using System.CommandLine;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch health</c>: asks the agent on this machine how it is. For Docker's HEALTHCHECK and other probes without a client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var command = new Command("health", "Ask the agent on this machine how it is: exit code 0 if well, 1 if not.");
        var options = new AgentCommandOptions(OptionScope.Address);
        var ready = new Option<bool>("--ready") { Description = "Ask whether its figures can be relied on yet, not whether it is alive." };
        options.AddTo(command);
        command.Add(ready);
        command.SetAction((parsed, _) => RunAsync(options.Load(parsed).Options.Metrics, parsed.GetValue(ready) ? "/readyz" : "/healthz"));
        return command;
    }

    private static async Task<int> RunAsync(MetricsOptions metrics, string path)
    {
        Uri url = MetricsServer.Address(metrics, path);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Deadline };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(url).ConfigureAwait(false);
            string line = (await answer.Content.ReadAsStringAsync().ConfigureAwait(false)).Split('\n')[0];
            await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Unhealthy;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            await Console.Out.WriteLineAsync($"no answer from {url}").ConfigureAwait(false);
            return ExitCode.Unhealthy;
        }
    }
}
