using GcWatch.Harness;
using GcWatch.TestKit;

if (HarnessArguments.Parse(args) is not { } wanted) return HarnessArguments.PrintUsage();

AgentBinary binary = wanted.IsNative ? AgentBinary.Native : AgentBinary.Managed;
List<Outcome> outcomes = [];
foreach (int[] rounds in Enumerable.Range(0, wanted.Rounds).Chunk(wanted.AtOnce))
{
    await Console.Error.WriteLineAsync($"{wanted.Rounds - rounds[0]} rounds to go, {wanted.AtOnce} at once, {wanted.Plan.Real(wanted.Plan.Length).TotalSeconds:0} s each");
    foreach (IReadOnlyList<Outcome> some in await Task.WhenAll(rounds.Select(Run))) outcomes.AddRange(some);
}

var report = new HarnessReport(wanted.Plan, outcomes);
Console.WriteLine(report.ToText());
if (wanted.JsonPath is { } path) await File.WriteAllTextAsync(path, report.ToJson());
return 0;

Task<IReadOnlyList<Outcome>> Run(int round) => new Round(wanted.Plan with { Seed = wanted.Plan.Seed + round }, binary).RunAsync();
