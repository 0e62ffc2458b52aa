namespace GcWatch.TestKit;

/// <summary>What a process sees of the pod that it is taken to be in: its labels come from there.</summary>
public static class PodEnvironment
{
    public const string Env = "prod";

    /// <param name="ns">The pod's namespace.</param>
    /// <param name="service">Its service.</param>
    /// <param name="pod">Its name.</param>
    public static Dictionary<string, string> Of(string ns, string service, string pod) => new()
    {
        ["OTEL_SERVICE_NAME"] = service,
        ["OTEL_RESOURCE_ATTRIBUTES"] = $"deployment.environment={Env}",
        ["POD_NAMESPACE"] = ns,
        ["POD_NAME"] = pod,
    };
}
