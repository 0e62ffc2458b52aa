using System.Text;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Replay;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Replay;

/// <summary>
/// What a scrape at the end of the trace would have said of the target.
/// </summary>
internal sealed class PrometheusReplayReport : IReplayReport
{
    private readonly Func<string, ValueTask> print;
    private readonly TargetIdentity identity = ReplaySummary.Identity("replay");
    private readonly TargetView view;
    private readonly MetricsSource source = new(new OtlpOptions());
    private readonly TargetMeter meter;
    private TimeSpan last;

    public PrometheusReplayReport(Stream output)
    {
        print = scrape => output.WriteAsync(Encoding.UTF8.GetBytes(scrape));
        view = new TargetView(identity) { KeepsFacts = false };
        meter = new TargetMeter(identity, new TargetState(identity.Process, 0, "", DownReason: "", TargetCondition.Receiving));
    }

    public void Take(GcEvent gcEvent)
    {
        last = gcEvent.At;
        foreach (GcFact fact in view.Apply(gcEvent)) meter.Take(fact);
    }

    public async Task FinishAsync(ReplayEnd end)
    {
        view.Finish();
        meter.Take(view.Report(last));
        await print(source.Text()).ConfigureAwait(false);
    }

    public void Dispose()
    {
        meter.Dispose();
        source.Dispose();
    }
}
