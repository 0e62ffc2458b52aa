using GcWatch.Analysis.Gc;

namespace GcWatch.Collectors.Decode;

/// <summary>Where decoded events go. Called on the reader's thread; must return at once.</summary>
public interface IGcEventReceiver
{
    void Take(GcEvent gcEvent);

    /// <summary>
    /// Nothing more will come for a while: what was gathered may be passed on. Called after each batch, and each second while a
    /// target is silent.
    /// </summary>
    void EndBatch()
    {
    }
}
