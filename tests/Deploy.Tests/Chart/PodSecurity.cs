using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>
/// The level "restricted" of the Pod Security Standards (kubernetes.io/docs/concepts/security/pod-security-standards, as of Kubernetes 1.32), "baseline" included,
/// for pods of Linux. Each method is a row of its tables.
/// </summary>
internal static class PodSecurity
{
    private static readonly string[] VolumeKinds =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] ProcMounts = ["", "Default"];

    private static readonly string[] SeccompKinds = ["RuntimeDefault", "Localhost"];

    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    /// <summary>What keeps the pod from being admitted; empty if nothing does.</summary>
    public static IReadOnlyList<string> Violations(JsonObject pod) =>
    [
        .. HostNamespaces.Where(name => IsTrue(pod, name)),
        .. Manifests.List(pod, "volumes").Where(volume => !IsAllowed(volume)).Select(volume => $"volume {volume["name"]}"),
        .. OfPod(pod),
        .. Manifests.Containers(pod).SelectMany(container => OfContainer(pod, container).Select(violation => $"{container["name"]}: {violation}")),
    ];

    private static IEnumerable<string> OfPod(JsonObject pod)
    {
        JsonNode? context = pod["securityContext"];
        if (context?["sysctls"] is not null) yield return "sysctls";
        if (context?["runAsUser"]?.GetValue<long>() == 0) yield return "runAsUser 0";
        if (context?["runAsNonRoot"]?.GetValue<bool>() == false) yield return "runAsNonRoot false";
        if (context?["seLinuxOptions"] is not null) yield return "seLinuxOptions";
        if (context?["appArmorProfile"] is not null) yield return "appArmorProfile";
    }

    private static IEnumerable<string> OfContainer(JsonObject pod, JsonObject container)
    {
        JsonNode? context = container["securityContext"];
        JsonNode? whole = pod["securityContext"];
        if (IsTrue(context, "privileged")) yield return "privileged";
        if (context?["allowPrivilegeEscalation"]?.GetValue<bool>() != false) yield return "allowPrivilegeEscalation is not false";
        if (!IsTrue(context, "runAsNonRoot") && !(context?["runAsNonRoot"] is null && IsTrue(whole, "runAsNonRoot"))) yield return "runAsNonRoot is not true";
        if (context?["runAsUser"]?.GetValue<long>() == 0) yield return "runAsUser 0";
        if (!SeccompKinds.Contains(Manifests.Of(context?["seccompProfile"] ?? whole?["seccompProfile"], "type"))) yield return "seccompProfile";
        if (!Texts(context?["capabilities"]?["drop"]).Contains("ALL")) yield return "capabilities.drop is not ALL";
        if (Texts(context?["capabilities"]?["add"]).Any(capability => capability != "NET_BIND_SERVICE")) yield return "capabilities.add";
        if (!ProcMounts.Contains(Manifests.Of(context, "procMount") ?? "")) yield return "procMount";
        if (context?["seLinuxOptions"] is not null) yield return "seLinuxOptions";
        if (Manifests.List(container, "ports").Any(port => port["hostPort"] is not null)) yield return "hostPort";
    }

    private static bool IsAllowed(JsonObject volume) => volume.All(pair => pair.Key == "name" || VolumeKinds.Contains(pair.Key));

    private static bool IsTrue(JsonNode? owner, string name) => owner?[name]?.GetValue<bool>() == true;

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => item?.ToString() ?? "");
}
