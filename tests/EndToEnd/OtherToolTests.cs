using System.Diagnostics.Tracing;
using GcWatch.TestKit;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd;

/// <summary>The metrics source of a process serves one private session or several shared ones: neither may cost us the allocation rate, nor them theirs.</summary>
public sealed class OtherToolTests
{
    [Theory]
    [InlineData(LabRuntime.Net9, true)]
    [InlineData(LabRuntime.Net10, true)]
    [InlineData(LabRuntime.Net10, false)]
    public async Task The_allocation_counter_is_read_beside_another_tools_metrics_session(LabRuntime runtime, bool isShared)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "trickle", "--kb-per-second", "500");
        await using var other = new OtherTool(lab.Pid, isShared);
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape first = await agent.ScrapeUntilAsync("allocated bytes", scrape => scrape.Sum(MetricNames.Allocated) > 0);
        await agent.ScrapeUntilAsync("more of them", scrape => scrape.Sum(MetricNames.Allocated) > first.Sum(MetricNames.Allocated));

        long received = other.BytesReceived;
        await Eventually.HoldsAsync("the other tool's session goes on", () => other.BytesReceived > received);
    }
}

/// <summary>Another tool that reads the System.Runtime meter: as dotnet-counters asks for it, or for itself alone.</summary>
internal sealed class OtherTool : IAsyncDisposable
{
    private readonly EventPipeSession session;
    private readonly Task reading;
    private long bytesReceived;

    public OtherTool(int pid, bool isShared)
    {
        session = new DiagnosticsClient(pid).StartEventPipeSession(Meter(isShared), requestRundown: false, circularBufferMB: 16);
        reading = ReadAsync();
    }

    public long BytesReceived => Interlocked.Read(ref bytesReceived);

    public async ValueTask DisposeAsync()
    {
        session.Stop();
        await reading;
        session.Dispose();
    }

    private static EventPipeProvider Meter(bool isShared)
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
