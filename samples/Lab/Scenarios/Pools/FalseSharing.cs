namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>An operation counts to 1,000 in one slot of an array, while another thread counts in the slot beside it, or in one a few cache lines away.</summary>
internal static class FalseSharing
{
    private const int Counts = 1_000;
    private const int SlotsApart = 32;

    public static Scenario Scenario { get; } = new("pool-false-sharing", "pools", "Gives two threads pool slots in the same cache line.")
    {
        Evidence = Evidence.DemonstrationOnly,
        Signal = "none: the processor's caches are not in the event stream; hardware counters would show it",
        Claim = Claim.Speed,
        Pace = 5_000,
        Bad = () => new Counting(1),
        Repaired = () => new Counting(SlotsApart),
    };

    private sealed class Counting : IOperation
    {
        private readonly long[] slots = new long[SlotsApart * 3];
        private readonly int other;
        private readonly Thread neighbour;
        private volatile bool isClosed;

        public Counting(int distance)
        {
            other = SlotsApart + distance;
            neighbour = WorkerThread.Start("neighbour", CountBeside);
        }

        public void Operate() => Count(ref slots[SlotsApart]);

        public void Close()
        {
            isClosed = true;
            neighbour.Join();
        }

        private static void Count(ref long slot)
        {
            for (int count = 0; count < Counts; count++) Volatile.Write(ref slot, slot + 1);
        }

        private void CountBeside()
        {
            while (!isClosed) Count(ref slots[other]);
        }
    }
}
