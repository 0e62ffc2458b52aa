using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>One rule of one target: one alert.</summary>
public readonly record struct AlertKey(TargetIdentity Target, RuleKind Rule);
