using System.Buffers;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation writes its number into a buffer and reads it, while another renter of the same pool writes as well.</summary>
internal static class UseAfterReturn
{
    private const int Bytes = 256;

    public static Scenario Scenario { get; } = new("pool-use-after-return", "pools", "Reads a buffer after it was returned, when it is someone else's.")
    {
        Evidence = Evidence.DemonstrationOnly,
        Signal = "none: the pool sees a rent and a return, the use is an ordinary read",
        Claim = Claim.Correctness,
        Bad = () => new Reading(isReturnedEarly: true),
        Repaired = () => new Reading(isReturnedEarly: false),
    };

    private sealed class Reading(bool isReturnedEarly) : IOperation
    {
        private readonly ArrayPool<byte> pool = ArrayPool<byte>.Create();
        private byte number;
        private long faults;

        public long? Faults => faults;

        public void Operate()
        {
            byte[] mine = pool.Rent(Bytes);
            mine[0] = ++number;
            if (isReturnedEarly) pool.Return(mine);
            LetAnotherWrite((byte)~number);
            if (mine[0] != number) faults++;
            if (!isReturnedEarly) pool.Return(mine);
        }

        private void LetAnotherWrite(byte value)
        {
            byte[] theirs = pool.Rent(Bytes);
            theirs[0] = value;
            pool.Return(theirs);
        }
    }
}
