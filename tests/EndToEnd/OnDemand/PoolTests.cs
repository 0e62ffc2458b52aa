using System.Text.Json;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.OnDemand;

/// <summary>The ArrayPools of a live process.</summary>
public sealed class PoolTests
{
    [Theory]
    [InlineData("pool-leak-bad", "rented, never returned")]
    [InlineData("pool-overflow-bad", "pool misses because buckets overflow")]
    [InlineData("pool-leak-repaired", null)]
    public async Task What_is_wrong_with_a_pool_is_named_and_nothing_where_nothing_is(string scenario, string? finding)
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, scenario, "--pace", "1000");

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("pools", "--pid", lab.PidText, "--seconds", "2", "--stacks", "--format", "json");

        Assert.True(finished.ExitCode == ExitCode.Done, finished.ErrorText);
        JsonElement report = JsonDocument.Parse(finished.OutputText).RootElement;
        Assert.True(report.GetProperty("enoughData").GetBoolean());
        IEnumerable<string?> found = report.GetProperty("findings").EnumerateArray().Select(item => item.GetProperty("finding").GetString());
        Assert.Equal(finding is null ? [] : [finding], found);
        if (scenario != "pool-leak-bad") return;
        Assert.EndsWith("Forgetting.Operate", report.GetProperty("buckets")[0].GetProperty("rentedIn")[0].GetProperty("method").GetString(), StringComparison.Ordinal);
    }
}
