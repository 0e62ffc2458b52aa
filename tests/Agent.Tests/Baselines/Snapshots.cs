using System.Collections.Immutable;
using System.Security.Cryptography;
using GcWatch.Agent.Baselines;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>Snapshots to be written and damaged.</summary>
internal static class Snapshots
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly ServiceKey Owner = new("web", "", "prod");

    /// <summary>Two services with one signal each, of which a few hours are known.</summary>
    public static BaselineSnapshot Small { get; } = new(Owner, Noon, Noon, 1, [Kept("shop", 12), Kept("ca\u00fcrt", 0)]);

    public static byte[] Write(BaselineSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotLayout.Write(stream, snapshot);
        return stream.ToArray();
    }

    /// <summary>The same content with a checksum that agrees: what a fault of ours, not of the disk, would leave.</summary>
    public static byte[] Sealed(ReadOnlySpan<byte> content) => [.. content, .. SHA256.HashData(content)];

    public static KeptBaseline Kept(string service, int hours)
    {
        float[] medians = Empty(672);
        float[] residuals = Empty(504);
        for (int hour = 0; hour < hours; hour++) (medians[7 * hour], residuals[3 * hour]) = (hour / 10f, -hour / 10f);
        var signal = new SignalBaselineState(
            BaselineSignal.PauseP99, hours == 0 ? null : 500_000, -4.5, [.. medians], [.. residuals], 500_100, [.. Enumerable.Range(0, hours).Select(i => (float)i)], 3);
        return new KeptBaseline(new ServiceKey("web", service, "prod"), Noon.AddMinutes(-5), new ServiceBaselineState([signal]));
    }

    private static float[] Empty(int length)
    {
        float[] empty = new float[length];
        Array.Fill(empty, float.NaN);
        return empty;
    }
}
