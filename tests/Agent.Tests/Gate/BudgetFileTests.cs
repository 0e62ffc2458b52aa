using GcWatch.Agent.Gate;
using GcWatch.Agent.Tests.Options;

namespace GcWatch.Agent.Tests.Gate;

public sealed class BudgetFileTests
{
    [Fact]
    public void Every_measure_can_be_limited_in_its_own_unit()
    {
        using var file = new OptionsFile("""
            {
              // As an editor likes it.
              "$schema": "budget.schema.json",
              "heapAtEndBytes": 6, "P99Pause": "00:00:00.050", "LongestPause": "00:00:00.2", "PauseShare": 0.05,
              "AllocatedBytes": 2000000000, "Gen2Collections": 4, "InducedCollections": 0,
              "ClosureBytes": 10, "DelegateBytes": 11, "BoxingBytes": 12, "AsyncBytes": 13, "IteratorBytes": 14, "LinqBytes": 15, "StringBytes": 16, "ArrayBytes": 17,
              "PoolMissBytes": 18, "OtherBytes": 19, "UnresolvedBytes": 20, "PoolLeaks": 21,
            }
            """);
        Assert.Equal(BudgetMeasure.All.Zip((double[])[0.05, 0.2, 0.05, 2e9, 4, 0, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21], (measure, most) => new BudgetLimit(measure, most)), BudgetFile.Read(file.Path));
    }

    [Theory]
    [InlineData("""{ "P99Pauses": 1 }""", "P99Pauses is not a limit; known are P99Pause, LongestPause, PauseShare, AllocatedBytes, Gen2Collections, InducedCollections, HeapAtEndBytes, ClosureBytes, DelegateBytes, BoxingBytes, AsyncBytes, IteratorBytes, LinqBytes, StringBytes, ArrayBytes, PoolMissBytes, OtherBytes, UnresolvedBytes, PoolLeaks")]
    [InlineData("""{ "P99Pause": 50 }""", "P99Pause must be a duration from 0 to a day, such as \"00:00:00.050\"")]
    [InlineData("""{ "P99Pause": "-00:00:01" }""", "P99Pause must be a duration from 0 to a day, such as \"00:00:00.050\"")]
    [InlineData("""{ "PauseShare": 5 }""", "PauseShare must be a share from 0 to 1")]
    [InlineData("""{ "AllocatedBytes": "1 GB" }""", "AllocatedBytes must be a whole number of bytes, 0 or more")]
    [InlineData("""{ "Gen2Collections": 0.5 }""", "Gen2Collections must be a whole number, 0 or more")]
    [InlineData("""{ "InducedCollections": -1 }""", "InducedCollections must be a whole number, 0 or more")]
    [InlineData("""{ "InducedCollections": 1, "inducedcollections": 1 }""", "InducedCollections is there twice")]
    [InlineData("""{ "InducedCollections": 1, "InducedCollections": 1 }""", "a key is there twice")]
    [InlineData("{}", "the budget has no limit")]
    [InlineData("[]", "the budget must be a JSON object")]
    [InlineData("{ \"P99Pause\": \n", "not valid JSON at line 2")]
    public void A_budget_that_is_wrong_is_refused_with_the_reason(string text, string reason)
    {
        using var file = new OptionsFile(text);
        AgentFault fault = Assert.Throws<AgentFault>(() => BudgetFile.Read(file.Path));
        Assert.Equal($"{file.Path}: {reason}", fault.Message);
        Assert.Equal(ExitCode.Usage, fault.Code);
    }

    [Fact]
    public void Each_fault_has_its_line()
    {
        using var file = new OptionsFile("""{ "Bogus": 1, "PauseShare": 2 }""");
        Assert.Equal(2, Assert.Throws<AgentFault>(() => BudgetFile.Read(file.Path)).Message.Split('\n').Length);
    }
}
