using System.Collections.Frozen;

namespace GcWatch.Analysis.Allocations;

/// <summary>Types of the framework whose names say what they are. Short on purpose: it serves where the target's assemblies cannot be read.</summary>
internal static class KnownTypes
{
    public static readonly FrozenSet<string> Delegates = Set(
        [
            "System.Action", "System.EventHandler", "System.EventHandler`1", "System.Predicate`1", "System.Comparison`1", "System.Converter`2", "System.AsyncCallback",
            "System.Threading.ThreadStart", "System.Threading.ParameterizedThreadStart", "System.Threading.WaitCallback", "System.Threading.TimerCallback",
            "System.Threading.SendOrPostCallback", "System.Threading.ContextCallback", "System.Threading.WaitOrTimerCallback",
        ],
        Enumerable.Range(1, 16).Select(arity => $"System.Action`{arity}"),
        Enumerable.Range(1, 17).Select(arity => $"System.Func`{arity}"));

    public static readonly FrozenSet<string> Values = Set(
        In("System", "Boolean Byte SByte Char Int16 UInt16 Int32 UInt32 Int64 UInt64 Int128 UInt128 IntPtr UIntPtr Half Single Double Decimal DateTime DateTimeOffset"),
        In("System", "TimeSpan DateOnly TimeOnly Guid Index Range ValueTuple ArgIterator RuntimeTypeHandle RuntimeMethodHandle RuntimeFieldHandle ModuleHandle HashCode"),
        In("System", "DayOfWeek DateTimeKind StringComparison ConsoleColor ConsoleKey TypeCode UriKind PlatformID MidpointRounding GCCollectionMode"),
        In("System", "ArraySegment`1 Memory`1 ReadOnlyMemory`1 Nullable`1"),
        Enumerable.Range(1, 8).Select(arity => $"System.ValueTuple`{arity}"),
        In("System.Numerics", "BigInteger Complex Vector2 Vector3 Vector4 Quaternion Matrix3x2 Matrix4x4 Plane"),
        In("System.Collections", "DictionaryEntry"),
        In("System.Collections.Generic", "KeyValuePair`2"),
        In("System.Collections.Immutable", "ImmutableArray`1"),
        In("System.Threading", "CancellationToken CancellationTokenRegistration"),
        In("System.Threading.Tasks", "ValueTask ValueTask`1 TaskStatus TaskCreationOptions"),
        In("System.Text", "Rune"),
        In("System.IO", "FileMode FileAccess FileShare SeekOrigin FileAttributes"),
        In("System.Net", "HttpStatusCode"));

    /// <summary>Nested in the method builders, so without a namespace.</summary>
    public static readonly FrozenSet<string> AsyncBoxes = Set(["AsyncStateMachineBox`1", "DebugFinalizableAsyncStateMachineBox`1", "StateMachineBox`1", "SyncSuccessSentinelStateMachineBox"]);

    public static readonly FrozenSet<string> Tasks = Set(
        In("System.Threading.Tasks", "Task Task`1 TaskCompletionSource TaskCompletionSource`1 UnwrapPromise`1 TaskContinuation AwaitTaskContinuation StandardTaskContinuation"),
        In("System.Threading.Tasks", "ContinuationTaskFromTask ContinuationTaskFromResultTask`1 ContinuationResultTaskFromTask`1 ContinuationResultTaskFromResultTask`2"),
        ["DelayPromise", "DelayPromiseWithCancellation", "WhenAllPromise", "WhenAllPromise`1", "ContingentProperties", "SetOnInvokeMres"]);

    /// <summary>Nested in <c>System.Linq.Enumerable</c> of .NET 8 (first line), 9 and 10.</summary>
    public static readonly FrozenSet<string> LinqIterators = Set(
        Words(Net8Iterators),
        Words("AppendPrependIterator`1 AppendPrepend1Iterator`1 AppendPrependN`1 CastICollectionIterator`1 Concat2Iterator`1 ConcatNIterator`1 ConcatIterator`1 DefaultIfEmptyIterator`1"),
        Words("DistinctIterator`1 GroupByResultIterator`4 GroupByResultIterator`3 GroupByIterator`3 GroupByIterator`2 OfTypeIterator`1 OrderedIterator`1 OrderedIterator`2"),
        Words("ImplicitlyStableOrderedIterator`1 CachingComparer`1 CachingComparer`2 CachingComparerWithChild`2 EnumerableSorter`1 EnumerableSorter`2 SkipTakeOrderedIterator`1"),
        Words("RangeIterator`1 RepeatIterator`1 ShuffleIterator`1 ShuffleTakeIterator`1 ReverseIterator`1 IEnumerableSelectIterator`2 ArraySelectIterator`2 ListSelectIterator`2"),
        Words("IListSelectIterator`2 SizeOptIListSelectIterator`2 RangeSelectIterator`2 IteratorSelectIterator`2 IListSkipTakeSelectIterator`2 SelectManySingleSelectorIterator`2"),
        Words("IListSkipTakeIterator`1 IEnumerableSkipTakeIterator`1 UnionIterator`1 UnionIterator2`1 UnionIteratorN`1 IEnumerableWhereIterator`1 ArrayWhereIterator`1"),
        Words("ListWhereIterator`1 ArrayWhereSelectIterator`2 ListWhereSelectIterator`2 IEnumerableWhereSelectIterator`2 SizeOptIListWhereIterator`1"));

    public static readonly FrozenSet<string> Classes = Set(
        In("System", "Object Exception Random Version Uri WeakReference WeakReference`1 Tuple`1 Tuple`2 Tuple`3 Lazy`1 RuntimeType"),
        In("System.Text", "StringBuilder"),
        In("System.IO", "MemoryStream StringReader StringWriter StreamReader StreamWriter"),
        In("System.Collections", "ArrayList Hashtable"),
        In("System.Collections.Generic", "List`1 Dictionary`2 HashSet`1 Queue`1 Stack`1 LinkedList`1 LinkedListNode`1 SortedDictionary`2 PriorityQueue`2"),
        In("System.Collections.Concurrent", "ConcurrentDictionary`2 ConcurrentQueue`1 ConcurrentBag`1"),
        In("System.Threading", "Thread Timer CancellationTokenSource SemaphoreSlim ExecutionContext"));

    private const string Net8Iterators =
        "WhereEnumerableIterator`1 WhereArrayIterator`1 WhereListIterator`1 WhereSelectArrayIterator`2 WhereSelectListIterator`2 WhereSelectEnumerableIterator`2 "
        + "SelectEnumerableIterator`2 SelectArrayIterator`2 SelectListIterator`2 SelectIListIterator`2 SelectIPartitionIterator`2 SelectListPartitionIterator`2 SelectRangeIterator`1 "
        + "ListPartition`1 EnumerablePartition`1 OrderedPartition`1 RangeIterator EmptyPartition`1";

    private static IEnumerable<string> In(string space, string names) => Words(names).Select(name => $"{space}.{name}");

    private static string[] Words(string names) => names.Split(' ');

    private static FrozenSet<string> Set(params ReadOnlySpan<IEnumerable<string>> parts)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (IEnumerable<string> part in parts) all.UnionWith(part);
        return all.ToFrozenSet(StringComparer.Ordinal);
    }
}
