using System.Text;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Replay;

/// <summary>
/// What a scrape at the end of the trace would have said of the target.
/// </summary>
internal sealed class PrometheusReplayReport : IReplayReport
{
    private readonly Func<string, ValueTask> print;
    private readonly ReplayTarget target;
    private readonly MetricsSource source = new(new OtlpOptions());
    private readonly TargetMeter meter;

    public PrometheusReplayReport(Stream output, JudgeSettings settings)
    {
        print = scrape => output.WriteAsync(Encoding.UTF8.GetBytes(scrape));
        target = new ReplayTarget("replay", settings);
        TargetIdentity identity = ReplaySummary.Identity("replay");
        meter = new TargetMeter(identity, new TargetState(identity.Process, 0, "", DownReason: "", TargetCondition.Receiving));
    }

    public void Take(GcEvent gcEvent)
    {
        foreach (GcFact fact in target.Take(gcEvent)) meter.Take(fact);
    }

    public async Task FinishAsync(ReplayEnd end)
    {
        meter.Take(target.Finish());
        await print(source.Text()).ConfigureAwait(false);
    }

    public void Dispose()
    {
        meter.Dispose();
        source.Dispose();
    }
}
