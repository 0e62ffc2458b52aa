using System.Collections.Immutable;
using GcWatch.Analysis;
using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters;

/// <summary>Gives the same report to every sink. A sink that fails is logged once, counted, and does not disturb the others.</summary>
public sealed class ReportFanout(ImmutableArray<IReportSink> sinks, ILogger<ReportFanout> log) : IReportSink
{
    private readonly HashSet<IReportSink> failed = [];
    private readonly Lock gate = new();
    private long failures;

    /// <summary>Reports that a sink did not take.</summary>
    public long Failures => Interlocked.Read(ref failures);

    public void Take(GcReport report) => Each(sink => sink.Take(report));

    public void Forget(TargetIdentity target) => Each(sink => sink.Forget(target));

    private void Each(Action<IReportSink> hand)
    {
        foreach (IReportSink sink in sinks)
        {
            try
            {
                hand(sink);
            }
            catch (Exception fault)
            {
                Count(sink, fault);
            }
        }
    }

    private void Count(IReportSink sink, Exception fault)
    {
        Interlocked.Increment(ref failures);
        lock (gate)
        {
            if (!failed.Add(sink)) return;
        }

        log.SinkFailed(sink.GetType().Name, fault);
    }
}
