using GcWatch.Harness;
using GcWatch.TestKit;

if (HarnessArguments.Parse(args) is not { } wanted) return HarnessArguments.PrintUsage();

List<Outcome> outcomes = [];
for (int round = 0; round < wanted.Rounds; round++)
{
    HarnessPlan plan = wanted.Plan with { Seed = wanted.Plan.Seed + round };
    await Console.Error.WriteLineAsync($"round {round + 1} of {wanted.Rounds}: {plan.Real(plan.Length).TotalSeconds:0} s");
    outcomes.AddRange(await new Round(plan, wanted.IsNative ? AgentBinary.Native : AgentBinary.Managed).RunAsync());
}

var report = new HarnessReport(wanted.Plan, outcomes);
Console.WriteLine(report.ToText());
if (wanted.JsonPath is { } path) await File.WriteAllTextAsync(path, report.ToJson());
return 0;
