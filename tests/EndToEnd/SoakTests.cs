using System.Diagnostics;
using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>
/// Twenty targets that come and go, for a minute; eng/soak.sh runs the same for a quarter of an hour and longer
/// (GCWATCH_SOAK_MINUTES). The agent must not hold more for it at the end than after its first part.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private const int Slots = 20;
    private const double MostGrowth = 1.1;

    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();
    private readonly TimeSpan length = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable("GCWATCH_SOAK_MINUTES") ?? "1", CultureInfo.InvariantCulture));
    private readonly long began = Stopwatch.GetTimestamp();
    private int lives;

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    [Fact]
    public async Task Targets_that_come_and_go_leave_nothing_behind_in_the_agent()
    {
        string tmp = folder.FullName;
        await using AgentProcess agent = await AgentProcess.StartAsync(
            AgentBinary.Native.After("env", $"TMPDIR={tmp}"), "--include", $"env:SOAK={tmp}");
        ProcessFootprint start = ProcessFootprint.Of(agent.Child.Pid);

        Task[] slots = [.. Enumerable.Range(0, Slots).Select(OccupyAsync)];
        List<(TimeSpan At, ProcessFootprint Held, double Up)> samples = await SampleAsync(agent);
        await Task.WhenAll(slots);
        await agent.ScrapeUntilAsync("no target is left", scrape => scrape.All(MetricNames.TargetUp).Count == 0, TimeSpan.FromSeconds(30));
        await (start with { ResidentBytes = long.MaxValue / 2 }).ReturnsAsync(agent.Child.Pid);

        int attached = agent.Child.Errors.All.Count(line => line.Contains("\"Watching", StringComparison.Ordinal));
        TimeSpan warm = length / 3 < LongestWarmUp ? length / 3 : LongestWarmUp;
        (TimeSpan At, ProcessFootprint Held, double Up)[] later = [.. samples.Where(sample => sample.At > warm)];
        double early = Median(later.Take(later.Length / 3)), late = Median(later.TakeLast(later.Length / 3));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{length.TotalMinutes:0.#} min: {lives} lives, {attached} attached, {later.Average(sample => sample.Up):0.0} at once; resident {start.ResidentBytes / 1e6:0.0} MB at the start, {early / 1e6:0.0} MB early, {late / 1e6:0.0} MB late (ratio {late / early:0.000}), at most {later.Max(sample => sample.Held.ResidentBytes) / 1e6:0.0} MB; at the end {ProcessFootprint.Of(agent.Child.Pid)}, at the start {start}"));

        Assert.InRange(attached, lives - Slots, lives);
        Assert.InRange(late, 0, early * MostGrowth);
        Assert.DoesNotContain(agent.Child.Errors.All, line => line.Contains("fault of GcWatch", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static double Median(IEnumerable<(TimeSpan At, ProcessFootprint Held, double Up)> samples)
    {
        long[] sorted = [.. samples.Select(sample => sample.Held.ResidentBytes).Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>One life after another: half of them end by themselves, the others are killed. Mostly native programs, which start quickly.</summary>
    private async Task OccupyAsync(int slot)
    {
        var random = new Random(slot);
        TimeSpan longest = TimeSpan.FromSeconds(Math.Clamp(length.TotalSeconds / 15, 8, 50));
        while (Elapsed < length)
        {
            var life = TimeSpan.FromSeconds(2 + (random.NextDouble() * (longest.TotalSeconds - 2)));
            await using LabProcess lab = await LabProcess.StartAsync(Settings(slot));
            Interlocked.Increment(ref lives);
            long born = Stopwatch.GetTimestamp();
            await Eventually.HoldsAsync("its time has come", () => Stopwatch.GetElapsedTime(born) > life, life + TimeSpan.FromMinutes(1));
            if (random.Next(2) == 0) await lab.QuitAsync();
        }
    }

    private LabSettings Settings(int slot)
    {
        var settings = new LabSettings(slot switch { 0 => LabRuntime.Net8, 1 => LabRuntime.Net9, _ => LabRuntime.Net10 }, "collect", "--interval-ms", "200")
        {
            Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.FullName, ["SOAK"] = folder.FullName },
        };
        return slot < 3 ? settings : settings with { Command = LabRuntimes.NativeCommand };
    }

    private async Task<List<(TimeSpan At, ProcessFootprint Held, double Up)>> SampleAsync(AgentProcess agent)
    {
        var samples = new List<(TimeSpan, ProcessFootprint, double)>();
        while (Elapsed < length)
        {
            Scrape scrape = await agent.ScrapeAsync();
            samples.Add((Elapsed, ProcessFootprint.Of(agent.Child.Pid), scrape.Sum(MetricNames.TargetUp)));
            await Task.Delay(SampleInterval, TimeProvider.System);
        }

        return samples;
    }
}
