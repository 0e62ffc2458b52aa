using System.Globalization;
using System.Text.Json.Nodes;
using GcWatch.Deploy.Tests.Chart;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Pods;

/// <summary>What the chart renders, run for real: user 1654, a read-only root, limits of memory, no network.</summary>
[Collection("pods")]
public sealed class PodTests
{
    private static readonly string Up = MetricCatalog.TargetUp.PrometheusName;
    private static readonly string Collections = MetricCatalog.Collections.PrometheusName;

    [Fact]
    public async Task A_real_Prometheus_has_the_promised_series_with_the_labels_of_the_pod()
    {
        await using RunningPod pod = await RunningPod.PlayAsync(null, "gcwatch.config.Memory.Interval=\"00:00:01\"");
        await using var prometheus = new PodPrometheus(pod);
        string[] promised =
        [
            Collections, MetricCatalog.PauseDuration.PrometheusName + "_count", MetricCatalog.Allocated.PrometheusName, "gcwatch_gc_pause_quantile_seconds",
            "gcwatch_slo_events_total", "gcwatch_slo_objective_ratio", "gcwatch_target_info", "gcwatch_memory_limit_bytes == 268435456",
            "gcwatch_memory_working_set_bytes{source=\"runtime\"}", "gcwatch_agent_resident_memory_bytes", $"{Up} == 1",
        ];

        foreach (string query in promised)
        {
            IReadOnlyDictionary<string, string> labels = (await prometheus.QueryAsync(query))[0];
            if (labels.ContainsKey("process")) Assert.Equal(("shop", "test", "web", pod.Manifest.Name), (labels["service"], labels["env"], labels["namespace"], labels["pod"]));
        }

        // The application is open as it was without an agent.
        Assert.NotNull(await pod.OperationsAsync());
    }

    [Fact]
    public async Task Both_containers_run_as_the_chart_says_they_do()
    {
        await using RunningPod pod = await RunningPod.PlayAsync();

        Assert.Equal("true 268435456 1654", await pod.InspectAsync(RunningPod.Shop, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.Config.User}}"));
        Assert.Equal("true 134217728 1654:1654", await pod.InspectAsync(RunningPod.Agent, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.Config.User}}"));
        Assert.Equal("[] []", await pod.InspectAsync(RunningPod.Agent, "{{.EffectiveCaps}} {{.BoundingCaps}}"));
    }

    [Fact]
    public async Task The_application_survives_the_agents_death_and_is_watched_again_by_the_next()
    {
        await using RunningPod pod = await RunningPod.PlayAsync();
        await pod.ScrapeUntilAsync("watched", IsWatched);

        await pod.StopAsync(RunningPod.Agent);
        long before = await Eventually.ReadsAsync("the application answers", pod.OperationsAsync, answer => answer is not null) ?? 0;
        await Eventually.ReadsAsync("the application works on", pod.OperationsAsync, operations => operations > before);
        Assert.Equal("0", await pod.InspectAsync(RunningPod.Shop, "{{.RestartCount}}"));

        await pod.StartAsync(RunningPod.Agent);
        await pod.ScrapeUntilAsync("watched again", IsWatched);
    }

    [Fact]
    public async Task The_agent_survives_the_applications_restart_and_watches_its_next_life()
    {
        await using RunningPod pod = await RunningPod.PlayAsync();
        await pod.ScrapeUntilAsync("watched", IsWatched);
        string agent = await pod.InspectAsync(RunningPod.Agent, "{{.State.Pid}}");

        await pod.KillAsync(RunningPod.Shop);
        await Eventually.ReadsAsync("restarted", () => pod.InspectAsync(RunningPod.Shop, "{{.RestartCount}} {{.State.Running}}"), state => state == "1 true", TimeSpan.FromSeconds(30));

        await pod.ScrapeUntilAsync("its next life", scrape => scrape.Sum(Up) == 1 && IsWatched(scrape));
        Assert.NotNull(await Eventually.ReadsAsync("the application answers", pod.OperationsAsync, answer => answer is not null));
        Assert.Equal(agent, await pod.InspectAsync(RunningPod.Agent, "{{.State.Pid}}"));
    }

    [Fact]
    public async Task Two_different_users_meet_where_the_agent_listens()
    {
        await using RunningPod pod = await RunningPod.PlayAsync(null, "gcwatch.targetUid=2000", "gcwatch.targetGid=2000");

        await pod.ScrapeUntilAsync("watched", IsWatched);

        Assert.Equal(("1654", "2000:2000"), (await pod.InspectAsync(RunningPod.Shop, "{{.Config.User}}"), await pod.InspectAsync(RunningPod.Agent, "{{.Config.User}}")));
    }

    /// <summary>The agent looks for sockets, which only their own user may connect to.</summary>
    [Fact]
    public async Task A_wrong_user_is_said_in_the_log_and_the_agent_goes_on()
    {
        await using RunningPod pod = await RunningPod.PlayAsync(
            ShareProcessesAndTmp,
            "gcwatch.targetUid=2000", "gcwatch.targetGid=2000", "gcwatch.listen.mode=\"600\"", "gcwatch.config.Targets.Scan=true");

        string log = await Eventually.ReadsAsync("the reason", () => pod.LogAsync(RunningPod.Agent), text => text.Contains("run gcwatch as the same user", StringComparison.Ordinal));
        FinishedProcess doctor = await Podman.TryAsync("exec", $"{pod.Manifest.Name}-{RunningPod.Agent}", "/usr/local/bin/gcwatch", "doctor");

        Assert.Contains("belongs to uid 1654 and this is uid 2000", log, StringComparison.Ordinal);
        Assert.Contains("securityContext.runAsUser: 1654", doctor.OutputText, StringComparison.Ordinal);
        await IsNotLoopingAsync(pod);
    }

    /// <summary>A loop of restarts would take the whole pod out of service. A volume that is not the agent's may become so while it waits.</summary>
    [Fact]
    public async Task An_agent_that_may_not_listen_says_what_to_change_and_listens_once_it_may()
    {
        string diagnostics = "";
        await using RunningPod pod = await RunningPod.PlayAsync(
            manifest => File.SetUnixFileMode(diagnostics = manifest.FolderOf("gcwatch-diag"), (UnixFileMode)0b111_101_101), "gcwatch.targetUid=2000", "gcwatch.targetGid=2000");

        string log = await Eventually.ReadsAsync("the reason", () => pod.LogAsync(RunningPod.Agent), text => text.Contains("Cannot listen", StringComparison.Ordinal));
        Assert.Contains("gcwatch may not make a socket in /diag (mode 755, owner 0:0); give /diag to gcwatch's user", log, StringComparison.Ordinal);
        await IsNotLoopingAsync(pod);

        File.SetUnixFileMode(diagnostics, (UnixFileMode)0b111_111_111);
        await pod.ScrapeUntilAsync("watched", IsWatched);
    }

    private static void ShareProcessesAndTmp(PodManifest manifest)
    {
        manifest.Spec["shareProcessNamespace"] = true;
        Manifests.Container(manifest.Spec, RunningPod.Agent)["volumeMounts"]?.AsArray().Add(new JsonObject { ["name"] = "tmp", ["mountPath"] = "/tmp" });
    }

    private static bool IsWatched(Scrape scrape) => scrape.Sum(Up) >= 1 && scrape.Sum(Collections) > 0;

    private static async Task IsNotLoopingAsync(RunningPod pod)
    {
        Assert.Equal("ok", (await pod.GetAsync(RunningPod.AgentPort, "/healthz")).Trim().ToLower(CultureInfo.InvariantCulture));
        Assert.Equal("0 true", await pod.InspectAsync(RunningPod.Agent, "{{.RestartCount}} {{.State.Running}}"));
        Assert.NotNull(await pod.OperationsAsync());
    }
}
