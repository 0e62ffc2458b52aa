using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Agent.HeapAudit;

/// <summary>One walk of a heap that went well.</summary>
/// <param name="Walk">What was seen.</param>
/// <param name="Dated">By type.</param>
/// <param name="Forecast">What was expected.</param>
/// <param name="Pause">What it was.</param>
/// <param name="Took">With the time in which the process ran.</param>
internal sealed record HeapWalked(HeapWalk Walk, DatedCensus Dated, WalkForecast Forecast, TimeSpan Pause, TimeSpan Took);
