using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>A real helm, kept from the user's own settings and from the network: dependencies are folders.</summary>
/// <param name="Version">Its major version.</param>
internal sealed record Helm(int Version)
{
    public static Helm Newest { get; } = new(4);

    private static readonly Lazy<string> Home = new(() =>
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("gcwatch-helm-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Delete(recursive: true);
        return home.FullName;
    });

    /// <summary>What a cluster with the Prometheus operator says that it has.</summary>
    public static IReadOnlyList<string> Operator { get; } =
        ["--api-versions", "monitoring.coreos.com/v1", "--api-versions", "monitoring.coreos.com/v1alpha1"];

    public static string Chart { get; } = Repository.PathOf("deploy", "helm", "gcwatch");

    private string Program => Parts.RequireFile(Repository.PathOf("artifacts", "parts", $"helm{Version}", "helm", "helm"), "eng/install-parts.sh");

    public Task<FinishedProcess> RunAsync(params IReadOnlyList<string> arguments) => ChildProcess.RunAsync(
        [Program, .. arguments],
        new Dictionary<string, string> { ["HELM_CONFIG_HOME"] = Home.Value, ["HELM_CACHE_HOME"] = Home.Value, ["HELM_DATA_HOME"] = Home.Value });

    /// <summary>What <c>helm template</c> makes of a chart, as release <c>shop</c> in the namespace <c>web</c>.</summary>
    public async Task<Manifests> TemplateAsync(string chart, params IReadOnlyList<string> arguments)
    {
        FinishedProcess finished = await RunAsync(["template", "shop", chart, "--namespace", "web", .. arguments]);
        Assert.True(finished.ExitCode == 0, finished.ErrorText);
        return new Manifests(finished.OutputText);
    }

    /// <summary>What it says where it refuses to template a chart.</summary>
    public async Task<string> RefusalAsync(string chart, params IReadOnlyList<string> arguments)
    {
        FinishedProcess finished = await RunAsync(["template", "shop", chart, "--namespace", "web", .. arguments]);
        Assert.True(finished.ExitCode != 0, finished.OutputText);
        return finished.ErrorText;
    }
}
