using System.Collections.Concurrent;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>The sample application's chart with its dependency built, in a folder of its own: helm writes into it. Made once for all tests.</summary>
internal static class SampleChart
{
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);
    private static readonly ConcurrentDictionary<string, Task<Manifests>> Renderings = new();

    public static Task<string> FolderAsync() => Built.Value;

    /// <summary>The sample as helm renders it, on a Kubernetes of that version.</summary>
    public static async Task<Manifests> TemplateAsync(string kubernetes, params IReadOnlyList<string> arguments)
    {
        string[] all = ["--kube-version", kubernetes, .. arguments];
        Manifests rendered = await Renderings.GetOrAdd(string.Join(' ', all), async _ => await Helm.Newest.TemplateAsync(await FolderAsync(), all));

        // A tree of the test's own: it may take pieces out.
        return new Manifests(rendered.Text);
    }

    private static async Task<string> BuildAsync()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("gcwatch-sample-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        Copy(Helm.Chart, Path.Combine(root.FullName, "deploy", "helm", "gcwatch"));
        string sample = Path.Combine(root.FullName, "samples", "shop-chart");
        Copy(Repository.PathOf("samples", "shop-chart"), sample);
        FinishedProcess built = await Helm.Newest.RunAsync("dependency", "build", sample);
        Assert.True(built.ExitCode == 0, built.ErrorText);
        return sample;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (relative.StartsWith("charts/", StringComparison.Ordinal) || relative == "Chart.lock") continue;
            string target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.Copy(file, target);
        }
    }
}
