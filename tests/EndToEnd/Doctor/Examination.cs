using System.Globalization;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Runs <c>gcwatch doctor</c> and reads what it prints.</summary>
internal static class Examination
{
    private const string Remedy = "         change: ";

    public static Task<FinishedProcess> OfAsync(int pid) => OfAsync(pid, AgentBinary.Managed);

    public static Task<FinishedProcess> OfAsync(int pid, AgentBinary binary) => binary.RunAsync("doctor", "--pid", Text(pid));

    public static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    public static void AssertHealthy(FinishedProcess run)
    {
        Assert.Empty(run.Errors);
        Assert.DoesNotContain("FAULT", run.OutputText, StringComparison.Ordinal);
        Assert.EndsWith("can be watched.", run.Output[^1], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, run.ExitCode);
    }

    /// <summary>There is one fault, with a remedy, and the verdict says so.</summary>
    public static void AssertFault(FinishedProcess run, string what, string change)
    {
        Assert.Empty(run.Errors);
        AssertRemedy(run, $"  FAULT  {Assert.Single(run.Output, line => line.StartsWith("  FAULT", StringComparison.Ordinal))[9..]}", what, change);
        Assert.EndsWith("cannot be watched until that is changed.", run.Output[^1], StringComparison.Ordinal);
        Assert.Equal(ExitCode.CannotAttach, run.ExitCode);
    }

    /// <summary>There is such a note, with a remedy.</summary>
    public static void AssertNote(FinishedProcess run, string what, string change) =>
        AssertRemedy(run, Assert.Single(run.Output, line => line.StartsWith("  note", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal)), what, change);

    public static void AssertSays(FinishedProcess run, string what) => Assert.Contains(run.Output, line => line.Contains(what, StringComparison.Ordinal));

    private static void AssertRemedy(FinishedProcess run, string line, string what, string change)
    {
        Assert.Contains(what, line, StringComparison.Ordinal);
        string remedy = run.Output[run.Output.ToList().IndexOf(line) + 1];
        Assert.StartsWith(Remedy, remedy, StringComparison.Ordinal);
        Assert.Contains(change, remedy, StringComparison.Ordinal);
    }
}
