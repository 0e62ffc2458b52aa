using GcWatch.Analysis;

namespace GcWatch.Exporters;

/// <summary>Somewhere a report goes. Called on the target's loop: must return at once, and may be called for several targets at once.</summary>
public interface IReportSink
{
    void Take(GcReport report);

    /// <summary>The target has ended: no more reports of it will come. Most sinks need not know.</summary>
    void Forget(TargetIdentity target)
    {
    }
}
