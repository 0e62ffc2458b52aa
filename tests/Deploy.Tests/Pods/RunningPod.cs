using System.Globalization;
using GcWatch.Deploy.Tests.Chart;
using GcWatch.Deploy.Tests.Image;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Pods;

/// <summary>The sample application with the agent beside it, as its chart renders it without native sidecars, as a real pod on no network.</summary>
internal sealed class RunningPod : IAsyncDisposable
{
    public const string Shop = "shop";
    public const string Agent = "gcwatch";
    public const int ShopPort = 8080;
    public const int AgentPort = 9464;

    private const string Kubernetes = "1.33.0";
    private const string LabImage = "localhost/gcwatch-lab";

    private readonly TemporaryFolder folder;
    private string network = "";

    private RunningPod(PodManifest manifest, TemporaryFolder folder)
    {
        Manifest = manifest;
        this.folder = folder;
    }

    public PodManifest Manifest { get; }

    /// <param name="change">What is to be different from what was rendered.</param>
    /// <param name="values">Values of the chart, NAME=JSON.</param>
    public static async Task<RunningPod> PlayAsync(Action<PodManifest>? change = null, params IEnumerable<string> values)
    {
        Assert.NotEmpty(BuiltImage.Layers);
        string[] image = BuiltImage.Name.Split(':');
        IEnumerable<string> all =
        [
            "gcwatch.sidecar.native=false", "replicas=1", $"image.repository=\"{LabImage}\"", "image.tag=\"test\"",
            $"gcwatch.image.repository=\"{image[0]}\"", $"gcwatch.image.tag=\"{image[1]}\"", .. values,
        ];
        Manifests rendered = await SampleChart.TemplateAsync(Kubernetes, [.. all.SelectMany(value => new[] { "--set-json", value })]);
        var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var pod = new RunningPod(new PodManifest(rendered, $"pod-{Guid.NewGuid():N}", folder), folder);
        change?.Invoke(pod.Manifest);
        try
        {
            await pod.StartAsync();
            return pod;
        }
        catch (InvalidOperationException)
        {
            await pod.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command of this machine in the pod's network.</summary>
    public IReadOnlyList<string> InNetwork(params IReadOnlyList<string> command) => [Parts.Require("nsenter"), $"--net={network}", .. command];

    /// <summary>What a port of the pod answers to a GET; empty where nobody answers.</summary>
    public async Task<string> GetAsync(int port, string path)
    {
        const string Request = """exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\nHost: pod\r\n\r\n' "$2" >&3 && cat <&3""";
        FinishedProcess finished = await ChildProcess.RunAsync(InNetwork("bash", "-c", Request, "bash", port.ToString(CultureInfo.InvariantCulture), path));
        return string.Join('\n', finished.Output.SkipWhile(line => line.Length > 0).Skip(1));
    }

    /// <summary>Scrapes the agent until a scrape is as wanted.</summary>
    public Task<Scrape> ScrapeUntilAsync(string what, Func<Scrape, bool> isReached) =>
        Eventually.ReadsAsync(what, async () => Scrape.Parse(await GetAsync(AgentPort, "/metrics")), isReached, TimeSpan.FromSeconds(30));

    /// <summary>The number of operations that the application answers with; null where it does not answer.</summary>
    public async Task<long?> OperationsAsync() =>
        long.TryParse((await GetAsync(ShopPort, "/")).Split(' ')[0], CultureInfo.InvariantCulture, out long operations) ? operations : null;

    /// <summary>A figure of a container, as a template of podman inspect.</summary>
    public Task<string> InspectAsync(string container, string template) => Podman.RunAsync("inspect", "--format", template, $"{Manifest.Name}-{container}");

    public async Task<string> LogAsync(string container)
    {
        FinishedProcess log = await Podman.TryAsync("logs", $"{Manifest.Name}-{container}");
        return (log.OutputText + log.ErrorText).Replace("\\\"", "", StringComparison.Ordinal);
    }

    /// <summary>Ends a container's program as the kernel does that has no memory left: at once, and from outside.</summary>
    public async Task KillAsync(string container) => await ChildProcess.RunAsync(["kill", "-s", "KILL", await InspectAsync(container, "{{.State.Pid}}")]);

    public Task StopAsync(string container) => Podman.RunAsync("stop", "--time", "0", $"{Manifest.Name}-{container}");

    public Task StartAsync(string container) => Podman.RunAsync("start", $"{Manifest.Name}-{container}");

    public async ValueTask DisposeAsync()
    {
        await Eventually.ReadsAsync("removed, also where a container is just being restarted", RemoveAsync, exitCode => exitCode == 0, TimeSpan.FromSeconds(30));
        folder.Dispose();
    }

    private async Task<int> RemoveAsync() => (await Podman.TryAsync("pod", "rm", "--force", "--ignore", "--time", "0", Manifest.Name)).ExitCode;

    private async Task StartAsync()
    {
        string file = folder.PathOf("pod.json");
        await File.WriteAllTextAsync(file, Manifest.Text);
        await Podman.RunAsync("play", "kube", "--network", "none", file);
        string infra = await Podman.RunAsync("pod", "inspect", "--format", "{{.InfraContainerID}}", Manifest.Name);
        network = $"/proc/{await Podman.RunAsync("inspect", "--format", "{{.State.Pid}}", infra)}/ns/net";
    }
}
