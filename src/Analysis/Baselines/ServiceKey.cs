namespace GcWatch.Analysis.Baselines;

/// <summary>Whose baseline: without the namespace strangers would be merged.</summary>
/// <param name="Namespace">Empty if unknown.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Env">The deployment environment; empty if unknown.</param>
public readonly record struct ServiceKey(string Namespace, string Service, string Env);
