using GcWatch.Collectors.Decode;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Replay;

/// <summary>One form of a replay's result: takes the events as they are read, then prints.</summary>
internal interface IReplayReport : IGcEventReceiver, IDisposable
{
    Task FinishAsync(ReplayEnd end);
}
