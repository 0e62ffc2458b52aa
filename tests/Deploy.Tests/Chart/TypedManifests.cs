using System.Text;
using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>
/// Manifests against the types of Kubernetes and of the Prometheus operator, as npm packages generated from their sources have them: the TypeScript compiler finds
/// fields that there are not, the packages' validators missing ones and wrong values.
/// </summary>
internal static class TypedManifests
{
    private const string Models = "@kubernetes-models/prometheus-operator/monitoring.coreos.com";

    /// <summary>The module of each kind, and the class in it.</summary>
    private static readonly Dictionary<string, string> Modules = new()
    {
        ["v1/ConfigMap"] = "kubernetes-models/v1/ConfigMap",
        ["v1/Pod"] = "kubernetes-models/v1/Pod",
        ["v1/Service"] = "kubernetes-models/v1/Service",
        ["apps/v1/DaemonSet"] = "kubernetes-models/apps/v1/DaemonSet",
        ["apps/v1/Deployment"] = "kubernetes-models/apps/v1/Deployment",
        ["policy/v1/PodDisruptionBudget"] = "kubernetes-models/policy/v1/PodDisruptionBudget",
        ["networking.k8s.io/v1/NetworkPolicy"] = "kubernetes-models/networking.k8s.io/v1/NetworkPolicy",
        ["monitoring.coreos.com/v1/PodMonitor"] = $"{Models}/v1/PodMonitor",
        ["monitoring.coreos.com/v1/PrometheusRule"] = $"{Models}/v1/PrometheusRule",
        ["monitoring.coreos.com/v1alpha1/AlertmanagerConfig"] = $"{Models}/v1alpha1/AlertmanagerConfig",
    };

    /// <summary>What is wrong with them; empty if nothing is.</summary>
    public static async Task<string> FaultsAsync(IEnumerable<JsonObject> manifests)
    {
        string parts = Repository.PathOf("artifacts", "parts", "node");
        string compiler = Parts.RequireFile(Path.Combine(parts, "node_modules", "typescript", "bin", "tsc"), "eng/install-parts.sh");
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.PathOf("node_modules"), Path.Combine(parts, "node_modules"));
        await File.WriteAllTextAsync(folder.PathOf("package.json"), """{"type": "module"}""");
        await File.WriteAllTextAsync(folder.PathOf("manifests.ts"), Source(manifests));
        string[] options = ["--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--lib", "es2022", "--outDir", folder.FullName];
        FinishedProcess compiled = await ChildProcess.RunAsync(["node", compiler, .. options, folder.PathOf("manifests.ts")]);
        if (compiled.ExitCode != 0) return compiled.OutputText + compiled.ErrorText;
        FinishedProcess validated = await ChildProcess.RunAsync(["node", folder.PathOf("manifests.js")]);
        return validated.ExitCode == 0 ? validated.OutputText : validated.OutputText + validated.ErrorText;
    }

    /// <summary>A program in which each manifest is a literal of its kind's type; it prints what the validators say.</summary>
    private static string Source(IEnumerable<JsonObject> manifests)
    {
        var program = new StringBuilder($"import type {{ IRoute }} from \"{Models}/v1alpha1/Route\";\ndeclare const console: {{ log(...said: unknown[]): void }};\n");
        int count = 0;
        foreach (JsonObject manifest in manifests)
        {
            string module = Modules[$"{manifest["apiVersion"]}/{manifest["kind"]}"];
            string alias = $"T{count++}";
            program.AppendLine(null, $"import {{ {manifest["kind"]} as {alias}, type I{manifest["kind"]} as I{alias} }} from \"{module}\";");
            program.AppendLine(null, $"const {alias.ToLowerInvariant()}: I{alias} = {manifest.ToJsonString()};");
            program.AppendLine(null, $"try {{ new {alias}({alias.ToLowerInvariant()}).validate(); }} catch (fault) {{ console.log(\"{manifest["kind"]}\", String(fault)); }}");
            if (manifest["kind"]?.ToString() == "AlertmanagerConfig") AppendRoutes(program, manifest);
        }

        return program.ToString();
    }

    /// <summary>The routes below the first are of any type there, as the schema of a resource cannot recur: checked one by one.</summary>
    private static void AppendRoutes(StringBuilder program, JsonObject manifest)
    {
        foreach (JsonObject route in Manifests.List(manifest["spec"]?["route"], "routes")) program.AppendLine(null, $"({route.ToJsonString()}) satisfies IRoute;");
    }
}
