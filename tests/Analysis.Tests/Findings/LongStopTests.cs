using GcWatch.Analysis.Findings;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class LongStopTests
{
    private const FindingKind Kind = FindingKind.LongStop;

    [Fact]
    public void Pauses_that_are_waiting_for_threads_are_found()
    {
        Finding found = new FindingScene().Pauses(10, stopMs: 60, workMs: 20).Finds(Kind);
        Assert.Equal("75.0 % of the pauses is waiting for the threads to stop, not collecting (the limit is 50.0 %): 1.0 % of the time, 60.0 ms at the longest", found.Sentence);
        Assert.Equal(["10 pauses, 800.0 ms in all, 600.0 ms of it until all threads stood still"], found.Evidence);
    }

    [Fact]
    public void Less_than_a_hundredth_of_the_time_does_not_matter() => new FindingScene().Pauses(10, stopMs: 59, workMs: 20).FindsNo(Kind);

    [Fact]
    public void A_single_one_that_a_person_notices_does()
    {
        new FindingScene().Pauses(1, stopMs: 100, workMs: 1).Finds(Kind);
        new FindingScene().Pauses(3, stopMs: 99, workMs: 1).FindsNo(Kind);
    }

    [Fact]
    public void Pauses_that_are_work_are_none_of_it() => new FindingScene().Pauses(10, stopMs: 100, workMs: 100).FindsNo(Kind);

    [Fact]
    public void Two_pauses_are_too_few() => new FindingScene().Pauses(2, stopMs: 1, workMs: 5).Lacks(Kind, "3 pauses; there were 2");

    [Fact]
    public void A_container_that_was_throttled_is_advised_on_first()
    {
        Finding found = new FindingScene().Pauses(10, stopMs: 60, workMs: 20).Within(new TargetSurroundings { Throttled = Seconds(6) }).Finds(Kind);
        Assert.StartsWith("raise or remove the CPU limit", found.Advice[0], StringComparison.Ordinal);
        Assert.Equal("the container was stopped for 6000.0 ms because its processor quota was used up", found.Evidence[1]);
    }
}
