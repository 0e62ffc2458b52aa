using System.Globalization;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards.Data;

/// <summary>
/// A service in trouble, once for all panels: a pod that pauses for too long, one that leaks, one that suspends its threads for other reasons,
/// one that is stopped and one that cannot be attached to; a real agent, and a real Prometheus with the rules of <c>gcwatch rules</c>. Rules and
/// agent run at one time scale, so that an hour of the rules is over in ten seconds.
/// </summary>
public sealed class DashboardScene : IAsyncLifetime
{
    public const string Service = "shop";
    public const string Namespace = "web";
    public const string Environment = PodEnvironment.Env;

    /// <summary>How often Prometheus scrapes.</summary>
    public static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(1);

    private const double TimeScale = 360;
    private const int Pods = 4;
    private const long LimitBytes = 2_000_000_000;

    private readonly TemporaryFolder folder = new();
    private readonly SceneParts parts = new();

    public PrometheusServer Prometheus => parts.Only<PrometheusServer>();

    public async ValueTask InitializeAsync()
    {
        AlertmanagerServer alertmanager = parts.Keep(await AlertmanagerServer.StartAsync());
        await File.WriteAllTextAsync(Options, OptionsText(alertmanager));
        await WriteRulesAsync();
        parts.Keep(await PrometheusServer.StartAsync(Configuration));
        await StartPodAsync("shop-0", "slowstop", "--hold-ms", "150", "--interval-ms", "400");
        await StartPodAsync("shop-1", "leak", "--mb-per-minute", "120", "--garbage-mb-per-second", "20", "--gen2-ms", "500");
        await StartPodAsync("shop-2", "suspensions", "--per-second", "5");
        LabProcess stopped = await StartPodAsync("shop-3", "idle");
        // Of one that stands still from the start the agent cannot learn whose it is: its labels are empty.
        LabProcess unheard = await StartPodAsync("shop-4", "idle");
        await unheard.Child.SignalAsync("STOP");
        AgentProcess agent = parts.Keep(AgentProcess.Launch(AgentBinary.Managed, new Dictionary<string, string> { ["TMPDIR"] = folder.FullName }, "--config", Options));
        await File.WriteAllTextAsync(folder.PathOf("targets.json"), $$"""[ { "targets": [ "{{agent.MetricsUrl.Authority}}" ] } ]""");
        await agent.ServesAsync();
        await agent.ScrapeUntilAsync("all pods are attached to", scrape => scrape.Sum(MetricCatalog.TargetUp.PrometheusName) >= Pods);
        await stopped.Child.SignalAsync("STOP");
    }

    public async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        folder.Dispose();
    }

    private string Options => folder.PathOf("gcwatch.json");

    private string Configuration => string.Create(CultureInfo.InvariantCulture, $$"""
        global: { scrape_interval: {{ScrapeInterval.TotalSeconds}}s, scrape_timeout: 1s }
        rule_files: [ "{{folder.PathOf("rules")}}/*.yml" ]
        scrape_configs:
          - job_name: gcwatch
            honor_labels: true
            file_sd_configs: [ { files: [ "{{folder.PathOf("targets.json")}}" ], refresh_interval: 1s } ]

        """);

    private async Task WriteRulesAsync()
    {
        FinishedProcess written = await AgentBinary.Managed.RunAsync("rules", "--config", Options, "--out", folder.PathOf("rules"));
        if (written.ExitCode != 0) throw new InvalidOperationException(written.ErrorText);
    }

    private string OptionsText(AlertmanagerServer alertmanager) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "Rules": { "TimeScale": {{TimeScale}}, "StuckPause": "00:00:00.1", "LeastPauses": 1, "Fragmentation": 0.01, "FragmentationMegabytes": 0 },
          "Targets": { "Include": [ "env:SCENE={{folder.FullName}}" ] },
          "Memory": { "LimitBytes": {{LimitBytes}}, "Calibration": "00:00:02", "Interval": "00:00:01" },
          "Allocations": { "Mode": "Continuous", "Duration": "00:00:04", "Interval": "00:00:10" },
          "Baselines": { "SnapshotFile": "{{folder.PathOf("baselines.json")}}", "SnapshotInterval": "00:00:05" },
          "Alertmanager": { "Urls": [ "{{alertmanager.Url}}" ], "Quietest": "Info" }
        }
        """);

    private async Task<LabProcess> StartPodAsync(string pod, params string[] arguments) => parts.Keep(await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, arguments)
    {
        Environment = new Dictionary<string, string>(PodEnvironment.Of(Namespace, Service, pod)) { ["TMPDIR"] = folder.FullName, ["SCENE"] = folder.FullName },
    }));
}
