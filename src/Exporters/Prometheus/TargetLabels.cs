using GcWatch.Analysis;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The common labels of one target, ready to be combined with a metric's own.</summary>
internal sealed class TargetLabels(TargetIdentity target)
{
    private readonly KeyValuePair<string, object?>[] common =
    [
        new("service", target.Service), new("env", target.Env), new("namespace", target.Namespace),
        new("pod", target.Pod), new("process", target.Process),
    ];

    /// <summary>The label set of one series. Keep the result: it is made anew at each call.</summary>
    public KeyValuePair<string, object?>[] With(params ReadOnlySpan<(string Key, string Value)> own)
    {
        var labels = new KeyValuePair<string, object?>[common.Length + own.Length];
        common.CopyTo(labels, 0);
        for (int i = 0; i < own.Length; i++) labels[common.Length + i] = new(own[i].Key, own[i].Value);
        // As the SDK has them: a set that comes in another order is sorted at each measurement, and kept in both.
        Array.Sort(labels, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return labels;
    }
}
