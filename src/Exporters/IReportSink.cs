using GcWatch.Analysis;

namespace GcWatch.Exporters;

/// <summary>Somewhere a report goes. Called on the target's loop: must return at once, and may be called for several targets at once.</summary>
public interface IReportSink
{
    void Take(GcReport report);
}
