namespace GcWatch.Agent.Gate;

/// <summary>
/// A run against its budget. A limit holds for every judged process and for all of them together: a slow one cannot hide among many quick
/// ones, nor many small ones add up unseen.
/// </summary>
internal sealed class GateVerdict
{
    public GateVerdict(GateFigures figures, IReadOnlyList<BudgetLimit>? budget)
    {
        Figures = figures;
        HasBudget = budget is not null;
        Lines = [.. budget is null
            ? BudgetMeasure.All.Where(measure => measure.Needs == BudgetNeeds.Nothing).Select(measure => new VerdictLine(measure, null, Judged(figures)))
            : budget.Select(limit => new VerdictLine(limit.Measure, limit.Most, Judged(figures)))];
        Faults = [.. figures.Processes.Count == 0 ? [NobodyWasJudged] : Array.Empty<string>(), .. figures.Troubles];
    }

    /// <summary>It may have had its diagnostics switched off, or be none of the processes that were to be judged.</summary>
    private const string NobodyWasJudged = "no process was judged: no .NET process that the rules select offered its events";

    public GateFigures Figures { get; }

    public bool HasBudget { get; }

    public IReadOnlyList<VerdictLine> Lines { get; }

    /// <summary>Why the run cannot be judged as a whole: with a budget that counts as broken, for nobody knows that it was kept.</summary>
    public IReadOnlyList<string> Faults { get; }

    public bool IsBroken => HasBudget && (Faults.Count > 0 || Lines.Any(line => line.IsBroken));

    /// <summary>All together come last, where there is more than one.</summary>
    private static IReadOnlyList<ProcessFigures> Judged(GateFigures figures) =>
        figures.Processes.Count > 1 ? [.. figures.Processes, figures.Together] : figures.Processes;
}

/// <summary>One measure of a run.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Most">The most that is within the budget; null where there is none.</param>
/// <param name="Figures">Of each judged process, and of all together where there are several.</param>
internal sealed record VerdictLine(BudgetMeasure Measure, double? Most, IReadOnlyList<ProcessFigures> Figures)
{
    public bool IsBroken => Figures.Any(Breaks);

    public bool Breaks(ProcessFigures figures) => Measure.Read(figures) > Most;

    public string Value(ProcessFigures figures) => Measure.Unit.Text(Measure.Read(figures));

    /// <summary>"p99 pause 61 ms of App-12; the budget is 50 ms", of whoever breaks it most.</summary>
    public string Sentence()
    {
        ProcessFigures? worst = Figures.MaxBy(Measure.Read);
        return worst is null ? $"{Measure.Title}: nothing to judge" : $"{Measure.Title} {Value(worst)} {(worst.Name == "in all" ? "in all" : $"in {worst.Name}")}; the budget is {Measure.Unit.Text(Most ?? 0)}";
    }
}
