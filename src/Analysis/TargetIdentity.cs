namespace GcWatch.Analysis;

/// <summary>Whose figures these are: the common labels of every series.</summary>
/// <param name="Service">The service's name; the process's name where nothing better is known.</param>
/// <param name="Env">The deployment environment; empty if unknown.</param>
/// <param name="Namespace">The Kubernetes or service namespace; empty if unknown.</param>
/// <param name="Pod">The pod's name; empty if unknown.</param>
/// <param name="Process">name-pid, unique among the targets of one agent.</param>
public sealed record TargetIdentity(string Service, string Env, string Namespace, string Pod, string Process);
