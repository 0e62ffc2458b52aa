using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>
/// One service's baseline from those of its processes: hour by hour the median of the processes, never a sum
/// (docs/decisions/0013-baseline-book.md).
/// </summary>
internal static class BaselineMerge
{
    /// <summary>Half an hour of youth, in which nothing is learnt, and a whole hour after it.</summary>
    private static readonly TimeSpan Apprenticeship = TimeSpan.FromMinutes(90);

    /// <summary>Of the processes that have been watched for long enough to have learnt an hour; where none has, of the one watched longest.</summary>
    /// <param name="handIns">At least one.</param>
    public static ServiceBaselineState Of(IReadOnlyCollection<HandIn> handIns)
    {
        ServiceBaselineState[] teachers = [.. handIns.OrderByDescending(handIn => handIn.Watched).Where(handIn => handIn.Watched >= Apprenticeship).Select(handIn => handIn.State)];
        return teachers switch
        {
            [] => handIns.MaxBy(handIn => handIn.Watched)?.State ?? new ServiceBaselineState([]),
            [var only] => only,
            _ => new ServiceBaselineState([.. BaselineSignals.All.Select(signal => Signal(signal, teachers)).OfType<SignalBaselineState>()]),
        };
    }

    private static SignalBaselineState? Signal(BaselineSignal signal, IEnumerable<ServiceBaselineState> teachers)
    {
        SignalBaselineState[] copies = [.. teachers.SelectMany(teacher => teacher.Signals).Where(state => state.Signal == signal)];
        SignalBaselineState[] learnt = [.. copies.Where(copy => copy.FirstHour is not null)];
        if (learnt.Length <= 1) return learnt.FirstOrDefault() ?? copies.FirstOrDefault();
        SignalBaselineState eldest = learnt[0];
        SignalBaselineState[] aligned = [eldest, .. learnt.Skip(1).Select(copy => BaselineBlend.Raised(copy, BaselineBlend.Offset(eldest, copy)))];
        SignalBaselineState latest = aligned.OrderByDescending(copy => copy.Hour).ThenByDescending(copy => copy.HourValues.Length).First();
        return latest with
        {
            FirstHour = aligned.Min(copy => copy.FirstHour),
            Level = Median(aligned.Select(copy => copy.Level)),
            Medians = Median([.. aligned.Select(copy => copy.Medians)]),
            Residuals = Median([.. aligned.Select(copy => copy.Residuals)]),
        };
    }

    private static ImmutableArray<float> Median(ImmutableArray<float>[] copies) =>
        [.. Enumerable.Range(0, copies[0].Length).Select(place => (float)Median(copies.Select(copy => (double)copy[place])))];

    private static double Median(IEnumerable<double> values) => BaselineBlend.Middle([.. values.Where(double.IsFinite).Order()]);
}
