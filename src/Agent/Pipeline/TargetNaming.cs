using System.Globalization;
using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Analysis.Baselines;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Finds a target's common labels: options, then the agent's environment, then the target's, then the process's name. Only the named
/// variables are kept of an environment: the rest may be secrets.
/// </summary>
internal sealed class TargetNaming(IdentityOptions options, Func<string, string?> agentVariable)
{
    /// <summary>The variables that say who a process is.</summary>
    public static readonly string[] Variables = ["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "POD_NAME", "POD_NAMESPACE"];

    private readonly HashSet<string> processes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Who the agent itself is told that it is for, by options and its own environment; empty where it may watch any.</summary>
    public ServiceKey Own
    {
        get
        {
            Func<string, string?>[] sources = [agentVariable];
            return new ServiceKey(
                options.Namespace ?? Namespace(sources) ?? "", options.Service ?? Service(sources) ?? "", options.Env ?? Env(sources) ?? "");
        }
    }

    public TargetIdentity Name(Target target, IReadOnlyDictionary<string, string> targetVariables) =>
        Name(target.Name, target.Process, target.Runtime.Cookie, targetVariables);

    /// <param name="name">The program's name.</param>
    /// <param name="key">Which process it is.</param>
    /// <param name="cookie">The runtime instance's own id; empty if it has not said.</param>
    /// <param name="targetVariables">What is known of <see cref="Variables"/> in its environment.</param>
    public TargetIdentity Name(string name, ProcessKey key, Guid cookie, IReadOnlyDictionary<string, string> targetVariables)
    {
        Func<string, string?>[] sources = [agentVariable, variable => targetVariables.GetValueOrDefault(variable)];
        return new TargetIdentity(
            options.Service ?? Service(sources) ?? name,
            options.Env ?? Env(sources) ?? "",
            options.Namespace ?? Namespace(sources) ?? "",
            options.Pod ?? First(sources, "POD_NAME", "k8s.pod.name") ?? "",
            Process(name, key, cookie));
    }

    /// <summary>The target is gone: its process label may be used again.</summary>
    public void Release(TargetIdentity identity)
    {
        lock (gate) processes.Remove(identity.Process);
    }

    /// <summary>
    /// name-pid; several containers may all be pid 1, so on a collision the start time is added, or where that cannot be seen the first
    /// of the runtime's own id.
    /// </summary>
    private string Process(string name, ProcessKey key, Guid cookie)
    {
        string process = string.Create(CultureInfo.InvariantCulture, $"{name}-{key.Pid}");
        lock (gate)
        {
            if (processes.Add(process)) return process;
            process = key.StartTime is { } startTime
                ? string.Create(CultureInfo.InvariantCulture, $"{process}-{startTime}")
                : string.Create(CultureInfo.InvariantCulture, $"{process}-{cookie.ToString("N")[..8]}");
            processes.Add(process);
        }

        return process;
    }

    private static string? Service(Func<string, string?>[] sources) => First(sources, "OTEL_SERVICE_NAME", "service.name");

    private static string? Env(Func<string, string?>[] sources) => First(sources, null, "deployment.environment.name", "deployment.environment");

    private static string? Namespace(Func<string, string?>[] sources) => First(sources, "POD_NAMESPACE", "k8s.namespace.name", "service.namespace");

    private static string? First(Func<string, string?>[] sources, string? variable, params ReadOnlySpan<string> attributes)
    {
        foreach (Func<string, string?> source in sources)
        {
            if (variable is not null && source(variable) is { Length: > 0 } value) return value;
            foreach (string attribute in attributes)
            {
                if (Attribute(source("OTEL_RESOURCE_ATTRIBUTES"), attribute) is { Length: > 0 } found) return found;
            }
        }

        return null;
    }

    /// <summary>key=value pairs between commas, values percent-encoded (OpenTelemetry resource SDK).</summary>
    private static string? Attribute(string? list, string key) => list?.Split(',')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0].Trim() == key)
        .Select(pair => Uri.UnescapeDataString(pair[1].Trim()))
        .FirstOrDefault();
}
