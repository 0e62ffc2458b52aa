using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>
/// An operation uses one pooled message and lets a cache forget an older object, so that collections of generation 2 come by themselves.
/// Each of them marks the whole pool.
/// </summary>
internal static class OversizedPool
{
    private const int Needed = 8;
    private const int Kept = 300_000;
    private const long CacheBytes = 4 * WorkloadOption.BytesPerMegabyte;

    public static Scenario Scenario { get; } = new("pool-oversized", "pools", "Keeps 300,000 objects in a pool of which eight are ever in use: every gen2 marks them all.")
    {
        Evidence = Evidence.DemonstrationOnly,
        Signal = "none that is judged: a snapshot shows the objects, but not that nobody uses them; a cache in use looks the same",
        Claim = Claim.Collection,
        Bad = () => new Sending(Kept),
        Repaired = () => new Sending(Needed),
    };

    private sealed class Message
    {
        private readonly long[] body = new long[4];

        public Message? Next { get; set; }

        public long Send(long number) => body[0] = number;
    }

    private sealed class Sending : IOperation
    {
        private readonly ObjectPool<Message> pool;
        private readonly RetainedSet cache = new(CacheBytes, CancellationToken.None);
        private long total;

        public Sending(int size)
        {
            pool = new ObjectPool<Message>(size, static _ => true);
            pool.Fill();
        }

        public void Operate()
        {
            Message message = pool.Rent();
            total += message.Send(total);
            pool.Return(message);
            cache.Retain(Payload.NewBlock());
        }
    }
}
