using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Pauses are spent on bringing the threads to a stop rather than on collecting: more than half of their time, and either a hundredth of all
/// time or 100 ms at once, which a person notices.
/// </summary>
internal sealed class LongStopInspection : IInspection
{
    private const int Fewest = 3;
    private const double ShareOfPauses = 0.5;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    private int pauses;
    private TimeSpan pause;
    private TimeSpan stop;
    private TimeSpan longest;

    public FindingKind Kind => FindingKind.LongStop;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.SuspensionOver { Suspension: { IsGc: true } suspension }) return;
        pauses++;
        pause += suspension.Duration;
        stop += suspension.StopTime;
        if (suspension.StopTime > longest) longest = suspension.StopTime;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        bool isMuch = stop > ShareOfPauses * pause && (span.Share(stop) >= InspectedSpan.WorthTelling || longest >= AtOnce);
        if (isMuch) return new InspectionResult.Found(Explain(span));
        return pauses < Fewest ? InspectionResult.Lacks($"{Fewest} pauses; there were {pauses}") : InspectionResult.Nothing;
    }

    private Finding Explain(InspectedSpan span)
    {
        var cost = new FindingCost(span.Share(stop));
        string sentence = $"{Told.Percent(stop / pause)} of the pauses is waiting for the threads to stop, not collecting (the limit is {Told.Percent(ShareOfPauses)}): {Told.Percent(cost.PauseShare)} of the time, {Told.Ms(longest)} at the longest";
        return new Finding(Kind, cost, sentence)
        {
            Evidence =
            [
                Told.Line($"{pauses} pauses, {Told.Ms(pause)} in all, {Told.Ms(stop)} of it until all threads stood still"),
                .. span.Surroundings.Throttled is { Ticks: > 0 } throttled ? (string[])[$"the container was stopped for {Told.Ms(throttled)} because its processor quota was used up"] : [],
            ],
            Advice = [.. Advice(span)],
        };
    }

    private static IEnumerable<string> Advice(InspectedSpan span)
    {
        if (span.Surroundings.Throttled is { } throttled && span.Share(throttled) >= InspectedSpan.WorthTelling)
        {
            yield return "raise or remove the CPU limit of the container first: a thread without its turn cannot stop";
        }

        yield return "look for a thread that does not come to a safe point: a native call marked SuppressGCTransition, a copy of a very large array or span, a loop over memory that is swapped out";
        yield return "run fewer threads that compute than there are processors: each has to get its turn before it can stop";
    }
}
