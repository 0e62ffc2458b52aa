using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A service that crashes and is started again, over and over: at each moment of a runtime's life.</summary>
public sealed class CrashLoopTests
{
    private const int Runs = 50;
    private const int Moments = 5;

    private static readonly Dictionary<string, string> SameService = new() { ["OTEL_SERVICE_NAME"] = "crashing" };

    [Fact]
    public async Task Only_the_last_run_has_series_and_nothing_is_left_of_the_others()
    {
        await using FaultScene scene = await FaultScene.OpenAsync();

        for (int run = 0; run < Runs; run++) await RunAndCrashAsync(scene, run % Moments);
        await using LabProcess last = await StartAsync(scene, isSuspended: false);
        Scrape scrape = await scene.Agent.ScrapeUntilAsync(
            "the last run alone", scrape => TargetsOf(scrape).SequenceEqual([last.Label]) && scrape.Of(last.Label).Sum(MetricNames.Collections) > 0);

        Assert.Equal(1, scrape.Sum(MetricNames.TargetUp, ("service", "crashing")));
        await last.QuitAsync();
        await scene.ForgetsAsync(last);
        await scene.IsAsBeforeAsync();
    }

    /// <summary>0: as soon as there is a process. 1: at its diagnostic port. 2: when it runs. 3 and 4: when it is attached to.</summary>
    private static async Task RunAndCrashAsync(FaultScene scene, int moment)
    {
        await using LabProcess lab = await StartAsync(scene, isSuspended: moment < 2);
        if (moment == 1) await Eventually.HoldsAsync("the diagnostic port", () => Directory.EnumerateFiles(scene.Enclave.Folder, $"*-{lab.PidText}-*").Any());
        if (moment > 2) await scene.Agent.AttachesToAsync(lab);
        await lab.Child.SignalAsync("KILL");
        await lab.Child.FinishAsync();
    }

    private static Task<LabProcess> StartAsync(FaultScene scene, bool isSuspended) =>
        scene.Enclave.StartLabAsync(new LabSettings(LabRuntime.Net10, "allocate") { Environment = SameService, StartsSuspended = isSuspended });

    private static IEnumerable<string> TargetsOf(Scrape scrape) =>
        scrape.All(MetricNames.TargetInfo, ("service", "crashing")).Select(sample => sample.Labels["process"]);
}
