using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation is a request of 1,000 bytes.</summary>
internal static class CollectCalls
{
    private const int RequestsPerCollect = 500;

    public static Scenario Scenario { get; } = new("induced-gc", "beyond", "Calls GC.Collect() after every 500 requests, to be on the safe side.")
    {
        Evidence = Evidence.Live,
        Signal = "collections whose reason is that they were asked for",
        Cause = Causes.InducedCollections,
        Claim = Claim.Collection,
        Pace = 10_000,
        Bad = () => new Serving(RequestsPerCollect),
        Repaired = () => new Serving(int.MaxValue),
    };

    private sealed class Serving(int requestsPerCollect) : IOperation
    {
        private int served;

        public void Operate()
        {
            GC.KeepAlive(Payload.NewBlock());
            if (++served < requestsPerCollect) return;
            served = 0;
            GC.Collect();
        }
    }
}
