using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Serving;

/// <summary>Many targets, each with the series of an ordinary process: a scrape of a hundred is 3 MB, more than the system takes for a client.</summary>
internal sealed class TargetCrowd : IDisposable
{
    private readonly List<PlayedTarget> targets = [];

    public TargetCrowd(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var target = new PlayedTarget($"shop-{i}");
            targets.Add(target);
            target.Play(story => story
                .AllocatedInAll(123_456_789)
                .After(1).Collect(GcGeneration.Gen0, ms: 0.8)
                .After(1).Collect(GcGeneration.Gen1, ms: 12)
                .After(1).Collect(GcGeneration.Gen2, ms: 40)
                .After(1).CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4));
        }
    }

    public void Dispose()
    {
        foreach (PlayedTarget target in targets) target.Dispose();
    }
}
