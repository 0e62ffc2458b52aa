using GcWatch.Agent.Baselines;
using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;
using GcWatch.Collectors.Memory;
using GcWatch.Exporters;
using GcWatch.Exporters.Alertmanager;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Prometheus.History;
using GcWatch.Exporters.Servers;
using GcWatch.Exporters.Serving;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent;

/// <summary>The agent's parts, put together by hand: there are few, and native AOT likes it.</summary>
internal sealed class AgentServices : IAsyncDisposable
{
    /// <summary>The end of the agent has 2 s in all.</summary>
    private static readonly TimeSpan AlertPatience = TimeSpan.FromSeconds(1);

    private readonly ILoggerFactory logs;
    private readonly AlertmanagerSink? alerts;
    private readonly MetricsServer server;
    private readonly TargetSources sources;
    private readonly StallTicker stalls = new(TimeProvider.System);
    private readonly PrometheusHistory? history;
    private readonly AgentBaselines baselines;
    private readonly AgentMeter self;
    private readonly AgentHealth health = new();
    private readonly TargetSupervisor supervisor;

    /// <exception cref="AgentFault">The metrics cannot be served.</exception>
    public AgentServices(LoadedOptions loaded, params ReadOnlySpan<IReportSink> sinks)
    {
        AgentOptions options = loaded.Options;
        logs = AgentLog.Create(options.Log);
        Log = logs.CreateLogger("GcWatch");
        foreach (string variable in loaded.UnknownVariables) Log.UnknownVariable(variable);
        server = Serve(options, new HealthProbes(() => health.Alive(), () => health.Ready()));
        alerts = Reached(() => AlertmanagerSink.Open(
            options.Alertmanager, server.Url, TimeProvider.System, logs.CreateLogger<AlertmanagerSink>(), options.Paging.Enabled));
        history = Reached(() => PrometheusHistory.Open(options.History, nameof(options.History), TimeProvider.System));
        ReadOnlySpan<IReportSink> own = alerts is null ? [] : [alerts];
        var fanout = new ReportFanout([.. sinks, .. own], logs.CreateLogger<ReportFanout>());
        stalls.Start();
        var naming = new TargetNaming(options.Identity, Environment.GetEnvironmentVariable);
        var tools = new WatchTools(fanout, TimeProvider.System, stalls, options.JudgingOf, logs.CreateLogger<TargetWatch>());
        baselines = new AgentBaselines(options, naming.Own, history, TimeProvider.System, Log);
        var watch = new TargetWatch(naming, tools, baselines.Book, options);
        var admission = new TargetAdmission(options.Targets, watch, TimeProvider.System);
        sources = new TargetSources(options.Targets, TimeProvider.System);
        supervisor = new TargetSupervisor(options.Targets, sources, admission, TimeProvider.System, logs.CreateLogger<TargetSupervisor>());
        health.Watch(supervisor, options.Targets);
        var vitals = new SelfVitals(stalls, () => fanout.Failures, CpuThrottling.OfSelf(), CgroupMemory.OfSelf());
        self = new AgentMeter(
            () => vitals.Read() with { ForbiddenProcesses = supervisor.ForeignCount, RefusedConnections = sources.RefusedConnections, Baselines = baselines.Vitals },
            TimeProvider.System);
    }

    public ILogger Log { get; }

    public Uri MetricsUrl => server.Url;

    /// <exception cref="AgentFault">The one process asked for cannot be attached to.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await supervisor.StartAsync(stop).ConfigureAwait(false);
            Log.Serving(server.Url);
            baselines.Start(stop);
            await supervisor.RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop while the target had not answered yet: nothing is open.
        }

        await Task.WhenAll(alerts?.StopAsync(AlertPatience) ?? Task.CompletedTask, baselines.FinishAsync()).ConfigureAwait(false);
        Log.Stopped();
    }

    public async ValueTask DisposeAsync()
    {
        if (alerts is not null) await alerts.DisposeAsync().ConfigureAwait(false);
        history?.Dispose();
        sources.Dispose();
        server.Dispose();
        self.Dispose();
        stalls.Dispose();
        logs.Dispose();
    }

    /// <summary>How another server is to be reached may name files that cannot be read.</summary>
    private static T? Reached<T>(Func<T?> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (ServerAccessException wrong)
        {
            throw new AgentFault(ExitCode.Usage, wrong.Message);
        }
    }

    private static MetricsServer Serve(AgentOptions options, HealthProbes probes)
    {
        try
        {
            return MetricsServer.Start(options.Metrics, options.Otlp, probes);
        }
        catch (MetricsPortException taken)
        {
            throw new AgentFault(ExitCode.CannotServe, taken.Message);
        }
    }
}
