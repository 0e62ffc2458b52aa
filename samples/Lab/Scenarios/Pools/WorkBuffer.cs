using System.Buffers;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation needs 16 buffers of 512 bytes one after the other: from the heap, a pool, the stack, or an arena.</summary>
internal static class WorkBuffer
{
    private const int Times = 16;
    private const int Bytes = 512;

    public static Scenario Scenario { get; } = new("buffer", "pools", "Makes a new array for each short use; beside it a pool (repaired), the stack and an arena.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of arrays of one element type",
        Cause = Causes.Array,
        Pace = 10_000,
        Bad = () => new NewArrays(),
        Repaired = () => new PooledArrays(),
        Alternatives = [new Variant("stackalloc", () => new OnStack()), new Variant("arena", () => new InArena())],
    };

    private sealed class NewArrays : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int time = 0; time < Times; time++) total += Buffers.Use(new byte[Bytes]);
        }
    }

    private sealed class PooledArrays : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int time = 0; time < Times; time++)
            {
                byte[] buffer = ArrayPool<byte>.Shared.Rent(Bytes);
                total += Buffers.Use(buffer.AsSpan(0, Bytes));
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private sealed class OnStack : IOperation
    {
        private long total;

        public void Operate()
        {
            Span<byte> buffer = stackalloc byte[Bytes];
            for (int time = 0; time < Times; time++) total += Buffers.Use(buffer);
        }
    }

    private sealed class InArena : IOperation
    {
        private readonly Arena arena = new(Times * Bytes);
        private long total;

        public void Operate()
        {
            for (int time = 0; time < Times; time++) total += Buffers.Use(arena.Take(Bytes));
            arena.Reset();
        }
    }
}
