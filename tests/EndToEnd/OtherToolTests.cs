using System.Diagnostics.Tracing;
using GcWatch.TestKit;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd;

/// <summary>Other tools read the same counters: neither may cost us the allocation rate, nor them theirs.</summary>
[Collection(nameof(Waiting))]
public sealed class OtherToolTests
{
    [Theory]
    [InlineData(LabRuntime.Net9, true)]
    [InlineData(LabRuntime.Net10, true)]
    [InlineData(LabRuntime.Net10, false)]
    public async Task The_allocation_counter_is_read_beside_another_tools_metrics_session(LabRuntime runtime, bool isShared)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "trickle", "--kb-per-second", "500");
        await using var other = new OtherTool(lab.Pid, OtherTool.Meter(isShared));
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape first = await agent.ScrapeUntilAsync("allocated bytes", scrape => scrape.Sum(MetricNames.Allocated) > 0);
        await agent.ScrapeUntilAsync("more of them", scrape => scrape.Sum(MetricNames.Allocated) > first.Sum(MetricNames.Allocated));

        long received = other.BytesReceived;
        await Eventually.HoldsAsync("the other tool's session goes on", () => other.BytesReceived > received);
    }

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net9)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_tool_that_reads_the_same_counters_may_come_and_go(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "trickle", "--kb-per-second", "500");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.ScrapeUntilAsync("allocated bytes", scrape => scrape.Sum(MetricNames.Allocated) > 0);

        for (int visit = 0; visit < 2; visit++)
        {
            await using var other = new OtherTool(lab.Pid, OtherTool.Counters(intervalSeconds: 2));
            await Eventually.HoldsAsync("the other tool gets its counters", () => other.BytesReceived > 4_000);
        }

        Scrape first = await agent.ScrapeAsync();
        for (int step = 0; step < 3; step++)
        {
            Scrape next = await agent.ScrapeUntilAsync("more allocated bytes", scrape => scrape.Sum(MetricNames.Allocated) > first.Sum(MetricNames.Allocated));
            first = next;
        }
    }
}

/// <summary>Another tool that reads the runtime's figures.</summary>
internal sealed class OtherTool : IAsyncDisposable
{
    private readonly EventPipeSession session;
    private readonly Task reading;
    private long bytesReceived;

    public OtherTool(int pid, EventPipeProvider provider)
    {
        session = new DiagnosticsClient(pid).StartEventPipeSession(provider, requestRundown: false, circularBufferMB: 16);
        reading = ReadAsync();
    }

    public long BytesReceived => Interlocked.Read(ref bytesReceived);

    /// <summary>The runtime's EventCounters.</summary>
    public static EventPipeProvider Counters(int intervalSeconds) =>
        new("System.Runtime", EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = $"{intervalSeconds}" });

    public async ValueTask DisposeAsync()
    {
        session.Stop();
        await reading;
        session.Dispose();
    }

    /// <summary>The System.Runtime meter: as dotnet-counters asks for it, or for itself alone.</summary>
    public static EventPipeProvider Meter(bool isShared)
    {
        var arguments = new Dictionary<string, string>
        {
            ["SessionId"] = isShared ? "SHARED" : Guid.NewGuid().ToString(),
            ["Metrics"] = "System.Runtime",
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "1000",
            ["MaxHistograms"] = "10",
        };
        if (isShared) arguments["ClientId"] = Guid.NewGuid().ToString();
        return new EventPipeProvider("System.Diagnostics.Metrics", EventLevel.Informational, 2, arguments);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[8192];
        int count;
        while ((count = await session.EventStream.ReadAsync(buffer)) > 0) Interlocked.Add(ref bytesReceived, count);
    }
}
