namespace GcWatch.Agent.Simulation;

/// <summary>
/// After Grafana's PromQL anomaly detection (github.com/grafana/promql-anomaly-detection, rules/adaptive.yml and robust.yml): each signal
/// has a band, and above it for five minutes is an alert. Below it is none here, in their favour.
/// </summary>
/// <param name="band">A new one for each signal.</param>
internal sealed class GrafanaDetector(Func<IBand> band) : IMinuteDetector
{
    private const int For = 5;

    private readonly IBand[] bands = [band(), band(), band()];
    private readonly int[] above = new int[3];
    private readonly double[] last = [double.NaN, double.NaN, double.NaN];

    public Firing Advance(in MinuteRow row) =>
        (Fires(0, row.LiveHeap) ? Firing.Heap : Firing.None)
        | (Fires(1, row.Allocation) ? Firing.Allocation : Firing.None)
        | (Fires(2, row.Pause) ? Firing.Pause : Firing.None);

    private bool Fires(int signal, double value)
    {
        if (double.IsFinite(value)) last[signal] = value;
        if (double.IsNaN(last[signal])) return false;
        above[signal] = bands[signal].Advance(last[signal]) ? above[signal] + 1 : 0;
        return above[signal] > For;
    }
}
