using System.Globalization;

namespace GcWatch.EndToEnd.Lab;

/// <summary>docs/lab.md: the scenarios in tables by their groups.</summary>
internal static class LabPage
{
    private const string Introduction =
        """
        # The Lab's scenarios

        `samples/Lab` shows each mistake beside the same work without it. A variant is a workload of its own and runs until it is stopped, for `--seconds`, or for
        `--operations`; `--pace N` has it do N operations a second, so that two variants do the same work:

        ```sh
        dotnet run --project samples/Lab -- scenarios
        dotnet run --project samples/Lab -- closure-loop-bad --operations 100000
        dotnet run --project samples/Lab -- closure-loop-repaired --seconds 10 --pace 20000
        dotnet run --project samples/Lab -- compare --operations 2000
        ```

        The closing line has the operations, operations a second, allocated bytes for each operation and the counts of collections; `--warm-up-seconds` leaves out the beginning, in
        which the code is not at its fastest yet; `--request-bytes` and `--live-mb` put an ordinary load around each operation. `compare` runs every variant for a short while.
        `--port N` has it answer requests there, as a service does. `scenarios --json` has all of this page, for scripts. What leaks keeps to its pace even when not told one, and begins anew before it fills the machine.

        * **live**: it can be seen in the events that the process sends while it runs.
        * **snapshot**: only in a snapshot of the heap, or in the difference of two.
        * **demonstration-only**: in nothing that the process sends. No cause may be named for it.

        The repaired variants, and what is on the stack, have no cause either. What they cost the collector is in [pressure.md](pressure.md).


        """;

    public static string Write(IEnumerable<LabScenario> scenarios) =>
        Introduction.Replace("\r\n", "\n", StringComparison.Ordinal)
        + string.Join('\n', scenarios.GroupBy(scenario => scenario.Group).Select(group => $"## {Heading(group.Key)}\n\n{Table(group)}"));

    private static string Heading(string group) => char.ToUpperInvariant(group[0]) + group[1..];

    private static string Table(IEnumerable<LabScenario> scenarios) =>
        "| scenario | what is wrong | evidence | cause, also true | signal |\n|---|---|---|---|---|\n"
        + string.Concat(scenarios.Select(Row));

    private static string Row(LabScenario scenario)
    {
        string onStack = scenario.OnStackSince is { } version ? string.Create(CultureInfo.InvariantCulture, $", before .NET {version}") : "";
        string others = scenario.OtherCauses.Count == 0 ? "" : $", {string.Join(", ", scenario.OtherCauses.Select(cause => $"`{cause}`"))}";
        string cause = scenario.Cause is null ? "none" : $"**`{scenario.Cause}`**{others}";
        return $"| `{scenario.Scenario}` | {Text(scenario.Description)} | {scenario.Evidence}{onStack} | {cause} | {Text(scenario.Signal)} |\n";
    }

    /// <summary>A type argument is no mark-up.</summary>
    private static string Text(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);
}
