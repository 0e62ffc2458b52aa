using System.CommandLine;
using GcWatch.Agent.Checking;
using GcWatch.Agent.Options;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Prometheus.History;
using GcWatch.Exporters.Servers;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch check</c>: whether a configuration is valid, what it means, and what a service's own past says of it (docs/check.md).</summary>
internal static class CheckCommand
{
    /// <summary>As many services are read from a server.</summary>
    private const int MostServices = 20;

    public static Command Create()
    {
        var options = new CheckCommandOptions();
        var command = new Command("check", "Validate a configuration, show what it means, and propose promises from a service's own past.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CheckCommandOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        string? file = options.Configuration(parsed);
        LoadedOptions loaded = OptionsLoader.Load(file, Environment.GetEnvironmentVariables(), []);
        string? service = options.Service(parsed);
        var report = new CheckReport(file is null ? "The default configuration" : Path.GetFileName(file), loaded, service)
        {
            Trace = options.Trace(parsed) is { } trace ? TraceCheck.Of(trace, loaded.Options.JudgingOf(service ?? loaded.Options.Identity.Service ?? "")) : null,
            History = await ReviewAsync(options.Server(parsed, loaded.Options.History), options.Choice(parsed), loaded.Options, cancellation).ConfigureAwait(false),
        };
        await Console.Out.WriteLineAsync(options.IsJson(parsed) ? CheckJson.Text(report) : string.Join('\n', CheckText.Lines(report))).ConfigureAwait(false);
        return report.History?.Fault is { } fault ? throw new AgentFault(ExitCode.BadInput, fault) : ExitCode.Done;
    }

    /// <summary>A server that does not answer makes no configuration wrong: the rest is printed, and the fault at the end.</summary>
    private static async Task<HistoryReview?> ReviewAsync(PrometheusHistoryOptions server, ServiceChoice choice, AgentOptions options, CancellationToken cancellation)
    {
        if (server.Url is not { } url) return null;
        try
        {
            using var api = new PrometheusApi(url, server, nameof(options.History));
            var reader = new WeekReader(api, TimeProvider.System.GetUtcNow());
            IReadOnlyList<ServiceKey> services = await reader.ServicesAsync(choice, cancellation).ConfigureAwait(false);
            var reviewer = new Reviewer(options);
            var reviews = new List<ServiceReview>();
            foreach (ServiceKey service in services.Take(MostServices)) reviews.Add(reviewer.Review(await reader.ReadAsync(service, cancellation).ConfigureAwait(false)));
            return new HistoryReview(url.Authority, reviews, Math.Max(0, services.Count - MostServices), null);
        }
        catch (ServerAccessException wrong)
        {
            throw new AgentFault(ExitCode.Usage, wrong.Message);
        }
        catch (BaselineHistoryException trouble)
        {
            return new HistoryReview(url.Authority, [], 0, trouble.Message);
        }
    }
}
