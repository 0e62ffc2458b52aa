using System.Text.Json.Nodes;
using GcWatch.TestKit;
using GcWatch.TestKit.Histories;

namespace GcWatch.EndToEnd;

/// <summary><c>gcwatch check</c> against a real Prometheus that has a past.</summary>
public sealed class CheckTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    /// <summary>Pauses in two minutes, by the longest that they are in seconds: 3.4 % are longer than 15 ms, 0.25 % than 35 ms.</summary>
    private static readonly (string Boundary, double UpTo)[] Pauses = [("0.005", 15), ("0.015", 19.32), ("0.035", 19.95), ("0.1", 20), ("+Inf", 20)];

    private static readonly (string Result, double Share)[] Slices = [("good", 0.99), ("bad", 0.01)];

    [Fact]
    public async Task A_promise_is_proposed_from_eight_days_and_not_from_three()
    {
        await using HistoryServer prometheus = await HistoryServer.PrometheusAsync([.. Service("shop", 8), .. Service("young", 3), .. Growth("shop", 8)]);
        string server = prometheus.Url.AbsoluteUri;

        FinishedProcess text = await AgentBinary.Managed.RunAsync("check", "--prometheus", server);
        FinishedProcess json = await AgentBinary.Managed.RunAsync("check", "--prometheus", server, "--service", "shop", "--namespace", "team", "--env", "", "--format", "json");

        Assert.Equal((0, "", 0, ""), (text.ExitCode, text.ErrorText, json.ExitCode, json.ErrorText));
        int shop = text.Output.ToList().IndexOf("  shop (namespace team, env –)");
        int young = text.Output.ToList().IndexOf("  young (namespace team, env –)");
        Assert.InRange(shop, 1, young - 1);
        Assert.Equal("    gc-pause: not enough data: 3 days of 7", text.Output[young + 1]);
        string said = string.Join('\n', text.Output.Skip(shop).Take(young - shop));
        Assert.Contains("gc-pause as configured: 99 % of GC pauses take at most 15 ms; 96.6 % of", said, StringComparison.Ordinal);
        Assert.Contains("would have fired GcWatchGoldBurn3x (warning) 1 time, for ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Burn6x", said, StringComparison.Ordinal);
        Assert.Contains("gc-pause proposed, Slo.Pause[0].Threshold = 00:00:00.035: 99 % of GC pauses take at most 35 ms; 99.75 % of", said, StringComparison.Ordinal);
        Assert.Contains("heap-growth proposed, Slo.HeapGrowth[0].Objective = 0.979: ", said, StringComparison.Ordinal);
        Assert.Contains("alloc-burst: not enough data: 0 days of 7 (slices come from the recording rules", said, StringComparison.Ordinal);

        JsonArray? services = JsonNode.Parse(json.OutputText)?["history"]?["services"]?.AsArray();
        JsonNode? pause = Assert.Single(services ?? [])?["promises"]?[0];
        Assert.Equal(7, (int?)pause?["watchedDays"]);
        Assert.Equal(["Slo.Pause[0].Threshold = 00:00:00.035", "Slo.Pause[0].Objective = 0.931"], pause?["proposals"]?.AsArray().Select(one => (string?)one?["change"]) ?? []);
        Assert.All(pause?["proposals"]?.AsArray() ?? [], proposal => Assert.Empty(proposal?["firings"]?.AsArray() ?? []));
    }

    private static IEnumerable<StoredSeries> Service(string name, int days) => Pauses.Select(pause => new StoredSeries(
        "dotnet_gc_pause_duration_seconds_bucket",
        $"agent=\"gcwatch\",namespace=\"team\",service=\"{name}\",pod=\"{name}-1\",le=\"{pause.Boundary}\"",
        Each(days, TimeSpan.FromMinutes(2)).Select((at, i) => (at, pause.UpTo * i))));

    /// <summary>As the rules record it each five minutes: one slice of a hundred is bad.</summary>
    private static IEnumerable<StoredSeries> Growth(string name, int days) => Slices.Select(slice => new StoredSeries(
        "gcwatch:slo_events:increase5m",
        $"namespace=\"team\",service=\"{name}\",slo=\"heap-growth\",tier=\"silver\",result=\"{slice.Result}\"",
        Each(days, TimeSpan.FromMinutes(5)).Select(at => (at, slice.Share))));

    private static IEnumerable<DateTimeOffset> Each(int days, TimeSpan step)
    {
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds() / 600 * 600) - TimeSpan.FromDays(days);
        for (DateTimeOffset at = begin; at <= Now; at += step) yield return at;
    }
}
