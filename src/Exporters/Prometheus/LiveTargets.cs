using System.Collections.Concurrent;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The targets whose meters are open, by the meter's name. Meters are the process's: so is this.</summary>
public static class LiveTargets
{
    private static readonly ConcurrentDictionary<string, TargetMeter> ByMeter = new(StringComparer.Ordinal);

    internal static void Add(string meter, TargetMeter target) => ByMeter[meter] = target;

    internal static void Remove(string meter) => ByMeter.TryRemove(meter, out _);

    /// <summary>Any meter but that of a target that has ended.</summary>
    internal static bool MayExport(string meter) =>
        !meter.StartsWith(TargetMeter.TargetPrefix, StringComparison.Ordinal) || ByMeter.ContainsKey(meter);

    /// <summary>How many targets are in a condition now.</summary>
    public static int Count(TargetCondition condition) => ByMeter.Count(target => target.Value.Condition == condition);
}
