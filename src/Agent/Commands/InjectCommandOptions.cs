using System.CommandLine;
using GcWatch.Agent.Inject;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch inject</c>.</summary>
internal sealed class InjectCommandOptions
{
    private const long MostUid = uint.MaxValue - 1L;
    private const int MostPort = 65535;
    private const string Repository = "gcwatch.example/gcwatch";

    private readonly Option<string> image = new("--image") { Description = "The agent's image.", DefaultValueFactory = _ => DefaultImage };
    private readonly Option<bool> native = new("--native") { Description = "As a native sidecar, for Kubernetes 1.29 and later: the default." };
    private readonly Option<bool> ordinary = new("--no-native") { Description = "As an ordinary container beside the application." };
    private readonly Option<long> uid = new("--target-uid") { Description = "The user id that the agent runs as.", DefaultValueFactory = _ => InjectRequest.DotNetUid };
    private readonly Option<int> port = new("--metrics-port") { Description = "The port that the agent serves its metrics on.", DefaultValueFactory = _ => MetricsOptions.DefaultPort };
    private readonly Option<string?> configMap = new("--config-map") { Description = "A ConfigMap with the agent's configuration under gcwatch.json. Default: none." };
    private readonly Option<string[]> containers = new("--container") { Description = "The container to watch; may be repeated. Default: kubectl's default container, else the first." };
    private readonly Option<bool> remove = new("--remove") { Description = "Take out again what an earlier run has added." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[image, native, ordinary, uid, port, configMap, containers, remove]) command.Add(option);
    }

    public InjectRequest Request(ParseResult parsed)
    {
        if (parsed.GetValue(native) && parsed.GetValue(ordinary)) throw new AgentFault(ExitCode.Usage, "--native and --no-native cannot both be asked for");
        return new InjectRequest(parsed.GetRequiredValue(image))
        {
            IsNative = !parsed.GetValue(ordinary),
            TargetUid = OptionRange.Within(uid.Name, parsed.GetValue(uid), 1, MostUid),
            MetricsPort = OptionRange.Within(port.Name, parsed.GetValue(port), 1, MostPort),
            ConfigMap = parsed.GetValue(configMap),
            Containers = [.. parsed.GetValue(containers) ?? []],
            IsRemoval = parsed.GetValue(remove),
        };
    }

    /// <summary>The image of the same version, as the chart names it.</summary>
    private static string DefaultImage => $"{Repository}:{SelfVitals.Version}";
}
