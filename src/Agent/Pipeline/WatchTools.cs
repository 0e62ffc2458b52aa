using GcWatch.Analysis.Slo;
using GcWatch.Exporters;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Pipeline;

/// <summary>What every watch uses, and none owns.</summary>
/// <param name="Sink">Where reports go.</param>
/// <param name="Time">The agent's clock.</param>
/// <param name="Stalls">When the agent itself did not run.</param>
/// <param name="Judging">By what the targets of a service are judged.</param>
/// <param name="Log">The agent's log.</param>
internal sealed record WatchTools(IReportSink Sink, TimeProvider Time, StallTicker Stalls, Func<string, JudgeSettings> Judging, ILogger Log);
