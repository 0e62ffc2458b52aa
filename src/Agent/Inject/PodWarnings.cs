using System.Globalization;

namespace GcWatch.Agent.Inject;

/// <summary>What in a pod would keep the agent from watching it, a sentence each.</summary>
internal static class PodWarnings
{
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];
    private static readonly string[] Switches = ["EnableDiagnostics", "EnableDiagnostics_IPC"];

    public static IEnumerable<string> Of(Workload workload, IEnumerable<YamlNode.Mapping> watched, int metricsPort)
    {
        foreach (YamlNode.Mapping container in watched)
        {
            foreach (YamlNode.Mapping variable in PodSpec.Items(container, "env"))
            {
                if (IsSwitchedOff(variable)) yield return $"{workload.Title}: {variable.Text("name")}=0 in container {container.Text("name")} keeps the agent out: take it away";
            }
        }

        foreach (YamlNode.Mapping container in PodSpec.Containers(workload.Pod))
        {
            if (PodSpec.Items(container, "ports").Any(port => port.Text("containerPort") == metricsPort.ToString(CultureInfo.InvariantCulture)))
            {
                yield return $"{workload.Title}: container {container.Text("name")} has port {metricsPort}, which the agent would serve on: give it another with --metrics-port";
            }
        }
    }

    private static bool IsSwitchedOff(YamlNode.Mapping variable) =>
        variable.Text("value") == "0" && variable.Text("name") is { } name && Prefixes.Any(prefix => Switches.Any(end => name == prefix + end));
}
