using GcWatch.Analysis.Allocations;

namespace GcWatch.Analysis.Tests.Allocations;

/// <summary>The names are as processes of .NET 8, 9 and 10 sent them.</summary>
public sealed class CauseClassifierTests
{
    private static readonly CauseClassifier Blind = new(NoTypeFacts.Instance);

    [Theory]
    [InlineData("<>c__DisplayClass12_0", AllocationCause.Closure)]
    [InlineData("<>c__DisplayClass2_0[System.String]", AllocationCause.Closure)]
    [InlineData("System.Action", AllocationCause.Delegate)]
    [InlineData("System.Func`2[System.Int32,System.Collections.Generic.IEnumerable`1[System.Int32]]", AllocationCause.Delegate)]
    [InlineData("System.Predicate`1[System.Int32]", AllocationCause.Delegate)]
    [InlineData("System.Threading.TimerCallback", AllocationCause.Delegate)]
    [InlineData("<>F{00000001}`2[System.Int32,System.Int32]", AllocationCause.Delegate)]
    [InlineData("System.Int32", AllocationCause.Boxing)]
    [InlineData("System.DayOfWeek", AllocationCause.Boxing)]
    [InlineData("System.Collections.Generic.KeyValuePair`2[System.Int32,System.String]", AllocationCause.Boxing)]
    [InlineData("System.ValueTuple`2[System.Int32,System.Int32]", AllocationCause.Boxing)]
    [InlineData("AsyncStateMachineBox`1[System.String,Depot.P+<WaitValue>d__7]", AllocationCause.Async)]
    [InlineData("System.Threading.Tasks.Task`1[System.Threading.Tasks.Task]", AllocationCause.Async)]
    [InlineData("DelayPromise", AllocationCause.Async)]
    [InlineData("<Naturals>d__10", AllocationCause.Iterator)]
    [InlineData("<All>d__3[System.String]", AllocationCause.Iterator)]
    [InlineData("WhereListIterator`1[System.Int32]", AllocationCause.Linq)]
    [InlineData("SelectRangeIterator`1[System.Int32]", AllocationCause.Linq)]
    [InlineData("ListWhereSelectIterator`2[System.Int32,System.Int32]", AllocationCause.Linq)]
    [InlineData("IEnumerableWhereSelectIterator`2[<>f__AnonymousType0`2[System.Int32,System.Int32],<>f__AnonymousType0`2[System.Int32,System.Int32]]", AllocationCause.Linq)]
    [InlineData("System.Linq.Grouping`2[System.Int32,System.Int32]", AllocationCause.Linq)]
    [InlineData("System.String", AllocationCause.Text)]
    [InlineData("System.Object[]", AllocationCause.Array)]
    [InlineData("System.Int32[,]", AllocationCause.Array)]
    [InlineData("<>c__DisplayClass12_0[]", AllocationCause.Array)]
    [InlineData("Entry[System.String,Depot.Crate][]", AllocationCause.Array)]
    [InlineData("System.Collections.Generic.List`1[System.Int32[]]", AllocationCause.Other)]
    public void A_name_that_says_what_it_is_needs_no_assembly(string typeName, AllocationCause cause) => Assert.Equal(cause, Blind.Classify(typeName));

    [Theory]
    [InlineData("Depot.Crate")]
    [InlineData("Depot.Pricing")]
    [InlineData("Depot.Invoice")]
    [InlineData("Slot[System.Int32]")]
    [InlineData("Enumerator[System.Int32]")]
    [InlineData("System.Reflection.Metadata.TypeName")]
    [InlineData("NULL")]
    [InlineData("")]
    public void A_bare_name_of_which_nothing_is_known_is_not_guessed(string typeName) => Assert.Equal(AllocationCause.Unresolved, Blind.Classify(typeName));

    [Theory]
    [InlineData(TypeShape.Value, AllocationCause.Boxing)]
    [InlineData(TypeShape.Delegate, AllocationCause.Delegate)]
    [InlineData(TypeShape.StateMachine, AllocationCause.Async)]
    [InlineData(TypeShape.Class, AllocationCause.Other)]
    public void An_assembly_says_what_the_name_does_not(TypeShape shape, AllocationCause cause) =>
        Assert.Equal(cause, new CauseClassifier(new NamedShapes().With("Depot.Crate", shape, "Depot")).Classify("Depot.Crate"));

    [Fact]
    public void A_debug_builds_async_method_is_no_iterator() =>
        Assert.Equal(AllocationCause.Async, new CauseClassifier(new NamedShapes().With("<Stream>d__9", TypeShape.StateMachine, "Depot")).Classify("<Stream>d__9"));

    [Fact]
    public void An_iterator_inside_of_LINQ_is_LINQ() => Assert.Equal(
        AllocationCause.Linq,
        new CauseClassifier(new NamedShapes().With("<ZipIterator>d__319`2[System.Int32,System.Int32]", TypeShape.Class, "System.Linq")).Classify("<ZipIterator>d__319`2[System.Int32,System.Int32]"));

    [Fact]
    public void A_class_of_the_users_own_that_is_called_as_one_of_LINQs_is_an_ordinary_object() => Assert.Equal(
        AllocationCause.Other,
        new CauseClassifier(new NamedShapes().With("RangeIterator`1[System.Int32]", TypeShape.Class, "Depot")).Classify("RangeIterator`1[System.Int32]"));

    [Fact]
    public void A_name_that_a_struct_and_a_class_share_is_not_guessed() => Assert.Equal(AllocationCause.Unresolved, new CauseClassifier(TwoEnumerators()).Classify("Enumerator[System.Int32]"));

    [Theory]
    [InlineData("System.Collections.Generic.List`1[System.Int32].System.Collections.Generic.IEnumerable<T>.GetEnumerator", AllocationCause.Boxing)]
    [InlineData("System.Collections.Concurrent.ConcurrentBag`1[System.__Canon].GetEnumerator", AllocationCause.Other)]
    [InlineData("Depot.P.Sum", AllocationCause.Unresolved)]
    public void The_method_that_made_it_says_whose_nested_type_it_is(string frame, AllocationCause cause) =>
        Assert.Equal(cause, new CauseClassifier(TwoEnumerators()).Classify("Enumerator[System.Int32]", [frame, "Depot.P.Main"], null));

    /// <summary>The compiler makes a class of this name for each collection expression of one element.</summary>
    [Theory]
    [InlineData(40, AllocationCause.Boxing)]
    [InlineData(24, AllocationCause.Other)]
    [InlineData(64, AllocationCause.Unresolved)]
    public void The_size_says_which_of_several_types_it_is(long bytes, AllocationCause cause)
    {
        NamedShapes facts = new NamedShapes()
            .With("Enumerator[System.Int32]", new TypeFact(TypeShape.Value, "System.Collections.Generic", "System.Collections.Generic.List`1") { LeastBytes = 40, MostBytes = 48 })
            .With("Enumerator[System.Int32]", new TypeFact(TypeShape.Class, "", "<>z__ReadOnlySingleElementList`1") { LeastBytes = 24, MostBytes = 32 });

        Assert.Equal(cause, new CauseClassifier(facts).Classify("Enumerator[System.Int32]", ["Depot.P.Sum"], bytes));
    }

    [Fact]
    public void Types_of_one_name_and_one_nature_are_no_riddle() => Assert.Equal(
        AllocationCause.Boxing,
        new CauseClassifier(new NamedShapes().With("Slot", TypeShape.Value, "Depot", "Depot.Shelf").With("Slot", TypeShape.Value, "Quay", "Quay.Berth")).Classify("Slot"));

    [Theory]
    [InlineData("System.Buffers.SharedArrayPool`1[System.Byte].Rent", AllocationCause.PoolMiss)]
    [InlineData("System.Buffers.ConfigurableArrayPool`1[System.Byte].Rent", AllocationCause.PoolMiss)]
    [InlineData("Depot.OwnArrayPool`1[System.Byte].Rent", AllocationCause.Array)]
    public void An_array_that_a_pool_had_to_make_is_a_miss(string frame, AllocationCause cause) =>
        Assert.Equal(cause, Blind.Classify("System.Byte[]", ["System.GC.AllocateUninitializedArray", frame, "Depot.P.Rest"], null));

    private static NamedShapes TwoEnumerators() => new NamedShapes()
        .With("Enumerator[System.Int32]", TypeShape.Value, "System.Collections.Generic", "System.Collections.Generic.List`1")
        .With("Enumerator[System.Int32]", TypeShape.Class, "System.Collections.Concurrent", "System.Collections.Concurrent.ConcurrentBag`1");
}
