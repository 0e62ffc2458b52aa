using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>
/// An operation opens 16 files in name only. A file that was not closed takes the finalizer 100 µs, as a slow close would; while 20,000 wait
/// for it nothing, so that what waits stays bounded.
/// </summary>
internal static class FinalizerBacklog
{
    private const int Files = 16;
    private const int MostWaiting = 20_000;
    private const int SpinsOfSlowClose = 3_000;

    private static int open;

    public static Scenario Scenario { get; } = new("finalizer-backlog", "beyond", "Leaves to the finalizer what it should dispose of; the finalizer is slower than it.")
    {
        Evidence = Evidence.Live,
        Signal = "objects promoted for their finalizer at each collection (GCHeapStats), and finalizers run (GCFinalizersEnd)",
        Cause = Causes.FinalizerBacklog,
        Claim = Claim.Collection,
        Pace = 5_000,
        Bad = () => new Opening(isDisposed: false),
        Repaired = () => new Opening(isDisposed: true),
    };

    private sealed class NamedFile : IDisposable
    {
        private readonly long[] state = new long[8];

        public NamedFile(long number)
        {
            state[0] = number;
            Interlocked.Increment(ref open);
        }

        ~NamedFile() => Close(open < MostWaiting ? SpinsOfSlowClose : 0);

        public long Number => state[0];

        public void Dispose()
        {
            Close(0);
            GC.SuppressFinalize(this);
        }

        private static void Close(int spins)
        {
            Thread.SpinWait(spins);
            Interlocked.Decrement(ref open);
        }
    }

    private sealed class Opening(bool isDisposed) : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int file = 0; file < Files; file++) total += Open(file);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private long Open(int number)
        {
            NamedFile file = new(number);
            long read = file.Number;
            if (isDisposed) file.Dispose();
            return read;
        }
    }
}
