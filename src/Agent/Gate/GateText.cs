using GcWatch.Agent.Checking;

namespace GcWatch.Agent.Gate;

/// <summary>A verdict for people.</summary>
internal static class GateText
{
    public static IEnumerable<string> Lines(GateVerdict verdict, int commandExit)
    {
        yield return "";
        yield return $"gcwatch: {Heading(verdict)}";
        if (verdict.Figures.Processes.Count > 0)
        {
            foreach (string line in Table(verdict).Lines()) yield return line;
        }

        foreach (string fault in verdict.Faults) yield return $"gcwatch: {fault}";
        foreach (ProcessFigures lossy in verdict.Figures.Processes.Where(process => process.Missed > 0))
        {
            yield return $"gcwatch: of {lossy.Name} {lossy.Missed} collections were not seen: its figures are too low";
        }

        if (commandExit != 0) yield return $"gcwatch: the command ended with exit code {commandExit}";
    }

    private static string Heading(GateVerdict verdict)
    {
        int count = verdict.Figures.Processes.Count;
        string judged = $"{count} process{(count == 1 ? "" : "es")} judged";
        return verdict.HasBudget ? $"{judged}: {(verdict.IsBroken ? "the budget is broken" : "within the budget")}" : judged;
    }

    private static TextTable Table(GateVerdict verdict)
    {
        var table = new TextTable("process", "measure", "value", "budget", "verdict");
        foreach (ProcessFigures figures in verdict.Lines[0].Figures)
        {
            foreach (VerdictLine line in verdict.Lines)
            {
                string budget = line.Most is { } most ? line.Measure.Unit.Text(most) : "";
                table.Add(figures.Name, line.Measure.Title, line.Value(figures), budget, line.Most is null ? "" : line.Breaks(figures) ? "BROKEN" : "within");
            }
        }

        return table;
    }
}
