using System.Buffers;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation needs 16 buffers of 4 KB at once, and returns them all.</summary>
internal static class OverflowingBucket
{
    private const int AtOnce = 16;
    private const int Bytes = 4_096;

    public static Scenario Scenario { get; } = new("pool-overflow", "pools", "Rents more buffers at once than a bucket of its pool holds: the rest is allocated, and dropped on return.")
    {
        Evidence = Evidence.Live,
        Signal = "ArrayPoolEventSource: buffers allocated because the bucket is empty, though as many are returned as rented",
        Cause = Causes.PoolMiss,
        OtherCauses = [Causes.Array],
        Pace = 3_000,
        Bad = () => new Renting(AtOnce / 4),
        Repaired = () => new Renting(AtOnce),
    };

    private sealed class Renting(int buffersPerBucket) : IOperation
    {
        private readonly ArrayPool<byte> pool = ArrayPool<byte>.Create(Bytes, buffersPerBucket);
        private readonly byte[][] rented = new byte[AtOnce][];
        private long total;

        public void Operate()
        {
            for (int index = 0; index < AtOnce; index++) rented[index] = pool.Rent(Bytes);
            foreach (byte[] buffer in rented)
            {
                total += Buffers.Use(buffer);
                pool.Return(buffer);
            }
        }
    }
}
