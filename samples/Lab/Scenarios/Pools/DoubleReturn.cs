using System.Buffers;

namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation rents for two renters at once, each of which writes and reads.</summary>
internal static class DoubleReturn
{
    private const int Bytes = 256;
    private const byte FirstMark = 1;
    private const byte SecondMark = 2;

    public static Scenario Scenario { get; } = new("pool-double-return", "pools", "Returns a buffer twice, so that two renters get the same one.")
    {
        Evidence = Evidence.DemonstrationOnly,
        Signal = "none that is judged: returns above rents show only while every single rent is traced, and a session may have missed a rent",
        Claim = Claim.Correctness,
        Bad = () => new Returning(isReturnedTwice: true),
        Repaired = () => new Returning(isReturnedTwice: false),
    };

    private sealed class Returning(bool isReturnedTwice) : IOperation
    {
        private readonly ArrayPool<byte> pool = ArrayPool<byte>.Create();
        private long faults;

        public long? Faults => faults;

        public void Operate()
        {
            byte[] first = pool.Rent(Bytes);
            byte[] second = pool.Rent(Bytes);
            first[0] = FirstMark;
            second[0] = SecondMark;
            if (!IsMarked(first, FirstMark)) faults++;
            pool.Return(first);
            pool.Return(isReturnedTwice ? first : second);
        }

        private static bool IsMarked(byte[] buffer, byte mark) => buffer[0] == mark;
    }
}
