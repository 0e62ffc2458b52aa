using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios.Closures;

/// <summary>
/// An operation imports a document and leaves a callback behind that only needs its number. Two lambdas of one method share a display class, so that
/// the callback also keeps what the other captured: the document. Repaired, the callback is static and the number stands beside it, in an array that is
/// there from the start: nothing that is made stays. After 50,000 both begin anew.
/// </summary>
internal static class KeptClosure
{
    private const int DocumentBytes = 2_000;
    private const int MostKept = 50_000;

    public static Scenario Scenario { get; } = new("closure-kept", "closures", "Keeps documents alive through a long-lived delegate whose display class holds more than it needs.")
    {
        Evidence = Evidence.Snapshot,
        Signal = "a display class, and what it holds, grows from one snapshot to the next; a delegate retains it",
        Cause = Causes.Leak,
        OtherCauses = [Causes.Closure, Causes.Delegate],
        Claim = Claim.Retention,
        Pace = 500,
        IsAlwaysPaced = true,
        Bad = () => new Sharing(),
        Repaired = () => new Passing(),
    };

    private static long Length(Func<byte[]> document) => document().Length;

    private sealed class Sharing : IOperation
    {
        private readonly List<Func<long>> callbacks = [];
        private long total;

        public void Operate()
        {
            byte[] document = Payload.NewArray(DocumentBytes);
            long number = total;
            total += Length(() => document);
            if (callbacks.Count == MostKept) callbacks.Clear();
            callbacks.Add(() => number);
        }
    }

    private sealed class Passing : IOperation
    {
        private readonly (Func<long, long> Callback, long Number)[] callbacks = new (Func<long, long>, long)[MostKept];
        private int next;
        private long total;

        public void Operate()
        {
            total += Payload.NewArray(DocumentBytes).Length;
            callbacks[next] = (static number => number, total);
            next = (next + 1) % MostKept;
        }
    }
}
