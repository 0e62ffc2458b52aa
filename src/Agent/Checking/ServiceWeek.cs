using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Checking;

/// <summary>What a server has of one service in seven days.</summary>
/// <param name="Service">Which.</param>
/// <param name="Begin">The beginning of the first slice.</param>
/// <param name="Pauses">Its pauses.</param>
/// <param name="Recorded">What the recording rules kept of each promise, by its name.</param>
internal sealed record ServiceWeek(ServiceKey Service, DateTimeOffset Begin, PauseWeek Pauses, IReadOnlyDictionary<string, SliceCounts> Recorded);
