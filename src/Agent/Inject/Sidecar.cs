using System.Globalization;

namespace GcWatch.Agent.Inject;

/// <summary>What the agent needs in a pod: the same as the Helm chart's sidecar mode renders by default, which a test compares.</summary>
internal static class Sidecar
{
    public const string ContainerName = "gcwatch";
    public const string DiagnosticVolume = "gcwatch-diag";
    public const string DiagnosticFolder = "/diag";
    public const string SocketPath = DiagnosticFolder + "/gcwatch.sock";
    public const string PortsVariable = "DOTNET_DiagnosticPorts";

    /// <summary>Never suspend: an agent that is not there must not hold the application back.</summary>
    public const string Port = SocketPath + ",nosuspend";

    private const string TokenVolume = "gcwatch-no-token";
    private const string StateVolume = "gcwatch-state";
    private const string StateFolder = "/var/lib/gcwatch";
    private const string ConfigurationVolume = "gcwatch-config";
    private const string ConfigurationFolder = "/etc/gcwatch";

    /// <summary>The volumes that are ours by their names.</summary>
    public static readonly string[] VolumeNames = [DiagnosticVolume, TokenVolume, StateVolume, ConfigurationVolume];

    /// <summary>For the application's container: where its runtime connects to.</summary>
    public static Part.Map ApplicationVariable { get; } = Variable(PortsVariable, Port);

    /// <summary>For the application's container and the agent's.</summary>
    public static Part.Map DiagnosticMount { get; } = Mount(DiagnosticVolume, DiagnosticFolder);

    /// <param name="request">What is asked for.</param>
    /// <param name="application">The container whose memory limit counts.</param>
    public static Part.Map Container(InjectRequest request, string application)
    {
        var container = new Part.Map(
            ("name", ContainerName),
            ("image", request.Image),
            ("imagePullPolicy", "IfNotPresent"),
            ("args", request.ConfigMap is null ? new Part.List("run", "--stay") : new Part.List("run", "--stay", "--config", ConfigurationFolder + "/gcwatch.json")),
            ("env", Environment(request, application)),
            ("ports", new Part.List(new Part.Map(("name", "gcwatch-metrics"), ("containerPort", request.MetricsPort)))),
            ("resources", new Part.Map(("requests", Resources("20m", "32Mi")), ("limits", Resources("200m", "128Mi")))),
            ("securityContext", Security(request.TargetUid)),
            ("terminationMessagePolicy", "FallbackToLogsOnError"),
            ("volumeMounts", Mounts(request)));
        return request.IsNative ? container.With(("restartPolicy", "Always")) : container;
    }

    public static Part[] Volumes(InjectRequest request)
    {
        Part[] volumes =
        [
            new Part.Map(("name", DiagnosticVolume), ("emptyDir", new Part.Map(("medium", "Memory"), ("sizeLimit", "1Mi")))),
            new Part.Map(("name", TokenVolume), ("emptyDir", new Part.Map(("sizeLimit", "1Mi")))),
            new Part.Map(("name", StateVolume), ("emptyDir", new Part.Map(("sizeLimit", "32Mi")))),
        ];
        return request.ConfigMap is { } name
            ? [.. volumes, new Part.Map(("name", ConfigurationVolume), ("configMap", new Part.Map(("name", name))))]
            : volumes;
    }

    private static Part.List Environment(InjectRequest request, string application) => new(
        Variable("DOTNET_EnableDiagnostics", "0"),
        Variable("GCWATCH_METRICS__ADDRESS", "*"),
        Variable("GCWATCH_METRICS__PORT", request.MetricsPort.ToString(CultureInfo.InvariantCulture)),
        Variable("GCWATCH_BASELINES__SNAPSHOTFILE", StateFolder + "/baselines.json"),
        Variable("GCWATCH_TARGETS__LISTEN", SocketPath),
        Variable("GCWATCH_TARGETS__LISTENMODE", "666"),
        FieldVariable("POD_NAME", "metadata.name"),
        FieldVariable("POD_NAMESPACE", "metadata.namespace"),
        FieldVariable("GCWATCH_IDENTITY__SERVICE", "metadata.labels['app.kubernetes.io/name']"),
        FieldVariable("GCWATCH_IDENTITY__ENV", "metadata.labels['env']"),
        new Part.Map(
            ("name", "GCWATCH_MEMORY__LIMITBYTES"),
            ("valueFrom", new Part.Map(("resourceFieldRef", new Part.Map(("containerName", application), ("resource", "limits.memory")))))));

    private static Part.Map Variable(string name, string value) => new(("name", name), ("value", value));

    private static Part.Map FieldVariable(string name, string field) =>
        new(("name", name), ("valueFrom", new Part.Map(("fieldRef", new Part.Map(("fieldPath", field))))));

    private static Part.Map Resources(string processors, string memory) => new(("cpu", processors), ("memory", memory));

    /// <summary>Pod security "restricted", set on the container, so that the application's pod need not be.</summary>
    private static Part.Map Security(long uid) => new(
        ("runAsNonRoot", true),
        ("runAsUser", uid),
        ("runAsGroup", uid),
        ("allowPrivilegeEscalation", false),
        ("readOnlyRootFilesystem", true),
        ("capabilities", new Part.Map(("drop", new Part.List("ALL")))),
        ("seccompProfile", new Part.Map(("type", "RuntimeDefault"))));

    /// <summary>An empty mount where the service account's token would be keeps it out of this container, and of no other.</summary>
    private static Part.List Mounts(InjectRequest request)
    {
        Part[] mounts =
        [
            DiagnosticMount,
            Mount(TokenVolume, "/var/run/secrets/kubernetes.io/serviceaccount").With(("readOnly", true)),
            Mount(StateVolume, StateFolder),
        ];
        return request.ConfigMap is null
            ? new Part.List(mounts)
            : new Part.List([.. mounts, Mount(ConfigurationVolume, ConfigurationFolder).With(("readOnly", true))]);
    }

    private static Part.Map Mount(string volume, string path) => new(("name", volume), ("mountPath", path));
}
