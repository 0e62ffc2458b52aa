using System.Buffers;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation fills a buffer of 16 KB and adds up a few of its bytes.</summary>
internal static class UnreturnedBuffer
{
    private const int Bytes = 16_384;

    public static Scenario Scenario { get; } = new("pool-leak", "pools", "Rents from ArrayPool<T>.Shared and never returns.")
    {
        Evidence = Evidence.Live,
        Signal = "ArrayPoolEventSource: as many buffers allocated as rented, none returned",
        Cause = Causes.PoolLeak,
        OtherCauses = [Causes.PoolMiss, Causes.Array],
        Pace = 5_000,
        Bad = () => new Forgetting(),
        Repaired = () => new Returning(),
    };

    private sealed class Forgetting : IOperation
    {
        private long total;

        public void Operate() => total += Buffers.Use(ArrayPool<byte>.Shared.Rent(Bytes));
    }

    private sealed class Returning : IOperation
    {
        private long total;

        public void Operate()
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(Bytes);
            try
            {
                total += Buffers.Use(buffer);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
