using System.Globalization;
using GcWatch.TestKit;
using GcWatch.TestKit.Receivers;

namespace GcWatch.EndToEnd.Alerting;

/// <summary>
/// A small cluster, once for all stories: services of one and more pods, an agent for the node and two beside their pods, Prometheus with the
/// rules of <c>gcwatch rules</c>, and two Alertmanagers with the routing that is shipped, one of which is outside working hours. Rules, agents
/// and Alertmanagers all run at one time scale: eng/alerting.sh sets another one.
/// </summary>
public sealed class AlertingScene : IAsyncLifetime
{
    /// <summary>How many seconds of the rules pass in a second.</summary>
    public static readonly double Scale = double.Parse(Environment.GetEnvironmentVariable("GCWATCH_ALERTING_SCALE") ?? "80", CultureInfo.InvariantCulture);

    /// <summary>Every story comes to its alert in less than four hours of the rules, where the machine keeps up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60) + (TimeSpan.FromHours(4) / Scale);

    private static readonly string[] Pausing = ["slowstop", "--hold-ms", "40", "--interval-ms", "160"];

    private readonly TemporaryFolder folder = new();
    private readonly SceneParts parts = new();
    private Cast? cast;
    private LabProcess? billing;
    private LabProcess? search;

    /// <summary>Where it is working time.</summary>
    public Desk Here => Running(cast).Here;

    /// <summary>Where it never is.</summary>
    public Desk AfterHours => Running(cast).AfterHours;

    /// <summary>The agent of the node, which watches all but two pods.</summary>
    public AgentProcess Node => Running(cast).Node;

    /// <summary>The agent beside ledger-0, the only pod of its service.</summary>
    public AgentProcess Sidecar => Running(cast).Ledger;

    /// <summary>It allocates sixteen times as much once it is told to go on.</summary>
    public LabProcess Search => Running(search);

    internal PrometheusServer Prometheus => Running(cast).Prometheus;

    public async ValueTask InitializeAsync()
    {
        string options = folder.PathOf("gcwatch.json");
        await File.WriteAllTextAsync(options, string.Create(CultureInfo.InvariantCulture, $$"""{ "Paging": { "Enabled": true }, "Rules": { "TimeScale": {{Scale}} }, "Allocations": { "Mode": "OnBreach", "Duration": "00:00:01", "CoolDown": "01:00:00" } }"""));
        FinishedProcess written = await AgentBinary.Managed.RunAsync("rules", "--config", options, "--out", folder.PathOf("rules"));
        if (written.ExitCode != 0) throw new InvalidOperationException(written.ErrorText);

        Desk here = await OpenAsync(isWorkingTime: true), afterHours = await OpenAsync(isWorkingTime: false);
        await StartPodsAsync();
        (AgentProcess node, AgentProcess ledger, AgentProcess detached) = await StartAgentsAsync(options);
        await node.ScrapeUntilAsync("all that it finds is attached to", scrape => scrape.Sum(MetricNames.TargetUp) >= 6, Patience);
        await ledger.ScrapeUntilAsync("ledger is attached to", scrape => scrape.Sum(MetricNames.TargetUp) >= 1, Patience);
        string configuration = Configuration([here.Alertmanager, afterHours.Alertmanager], node, ledger, detached);
        cast = new Cast(here, afterHours, parts.Keep(await PrometheusServer.StartAsync(configuration)), node, ledger);
    }

    /// <summary>A deployment of the fix: the pod that pauses goes, and one that does not comes in its place.</summary>
    public async Task MendBillingAsync()
    {
        await Running(billing).QuitAsync();
        billing = await StartPodAsync("payments", "billing", "billing-1", "idle");
    }

    public async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        folder.Dispose();
    }

    private static T Running<T>(T? part) => part ?? throw new InvalidOperationException("the scene has not begun");

    private async Task<Desk> OpenAsync(bool isWorkingTime)
    {
        WebhookReceiver receiver = parts.Keep(WebhookReceiver.Start());
        return new Desk(receiver, parts.Keep(await new ShippedRouting(receiver, Scale, isWorkingTime).StartAsync()));
    }

    private async Task StartPodsAsync()
    {
        await StartPodAsync("web", "catalog", "catalog-0", "allocate", "--mb-per-second", "10");
        await StartPodAsync("web", "checkout", "checkout-0", Pausing);
        await StartPodAsync("web", "checkout", "checkout-1", "idle");
        await StartPodAsync("web", "cart", "cart-0", "leak", "--mb-per-minute", "6", "--garbage-mb-per-second", "5", "--gen2-ms", "500");
        billing = await StartPodAsync("payments", "billing", "billing-0", Pausing);
        search = await StartPodAsync("web", "search", "search-0", "allocate", "--mb-per-second", "4", "--next-factor", "16");
    }

    private async Task<(AgentProcess Node, AgentProcess Ledger, AgentProcess Detached)> StartAgentsAsync(string options)
    {
        LabProcess ledger = await StartPodAsync("web", "ledger", "ledger-0", "beside", Pausing);
        LabProcess stopped = await StartPodAsync("web", "checkout", "checkout-2", "beside", ["idle"]);
        await stopped.Child.SignalAsync("STOP");
        AgentProcess ofNode = parts.Keep(Launch([], "--config", options, "--include", $"env:SCENE={folder.FullName}"));
        AgentProcess ofLedger = parts.Keep(Launch([], "--config", options, "--pid", ledger.PidText));
        AgentProcess ofDetached = parts.Keep(Launch(PodEnvironment.Of("web", "checkout", "checkout-2"), "--config", options, "--include", "env:POD_NAME=checkout-2"));
        await Task.WhenAll(ofNode.ServesAsync(), ofLedger.ServesAsync(), ofDetached.ServesAsync());
        return (ofNode, ofLedger, ofDetached);
    }

    private AgentProcess Launch(Dictionary<string, string> environment, params string[] arguments)
    {
        environment["TMPDIR"] = folder.FullName;
        return AgentProcess.Launch(AgentBinary.Managed, environment, arguments);
    }

    private Task<LabProcess> StartPodAsync(string ns, string service, string pod, params string[] arguments) => StartPodAsync(ns, service, pod, folder.FullName, arguments);

    /// <param name="ns">Its namespace.</param>
    /// <param name="service">Its service.</param>
    /// <param name="pod">Its name.</param>
    /// <param name="scene">By which the node's agent finds it.</param>
    /// <param name="arguments">For the Lab.</param>
    private async Task<LabProcess> StartPodAsync(string ns, string service, string pod, string scene, string[] arguments) => parts.Keep(await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, arguments)
    {
        Environment = new Dictionary<string, string>(PodEnvironment.Of(ns, service, pod))
        {
            ["TMPDIR"] = folder.FullName,
            ["SCENE"] = scene,
            // Few collections, so that what the machine does to their pauses is below the least number that a promise is judged by.
            ["DOTNET_GCgen0size"] = "0x4000000",
        },
    }));

    /// <summary>The labels of a target are those that the PodMonitor takes from the pod.</summary>
    private string Configuration(AlertmanagerServer[] alertmanagers, AgentProcess node, AgentProcess ledger, AgentProcess detached) => string.Create(CultureInfo.InvariantCulture, $$"""
        global: { scrape_interval: {{Math.Max(1, 15 / Scale):0}}s, scrape_timeout: 1s }
        rule_files: [ "{{folder.PathOf("rules")}}/*.yml" ]
        alerting:
          alertmanagers: [ { static_configs: [ { targets: [ {{string.Join(", ", alertmanagers.Select(server => $"\"{server.Url.Authority}\""))}} ] } ] } ]
        scrape_configs:
          - job_name: gcwatch
            honor_labels: true
            static_configs:
              - { targets: [ "{{node.MetricsUrl.Authority}}" ], labels: { namespace: gcwatch, pod: gcwatch-node-0 } }
              - { targets: [ "{{ledger.MetricsUrl.Authority}}" ], labels: { namespace: web, pod: ledger-0, service: ledger, env: prod } }
              - { targets: [ "{{detached.MetricsUrl.Authority}}" ], labels: { namespace: web, pod: checkout-2, service: checkout, env: prod } }

        """);

    /// <summary>An Alertmanager, and whom it tells.</summary>
    public sealed record Desk(WebhookReceiver Receiver, AlertmanagerServer Alertmanager);

    private sealed record Cast(Desk Here, Desk AfterHours, PrometheusServer Prometheus, AgentProcess Node, AgentProcess Ledger);
}
