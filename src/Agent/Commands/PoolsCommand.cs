using System.CommandLine;
using GcWatch.Agent.Allocs;
using GcWatch.Agent.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch pools</c>: how a process uses its ArrayPools (docs/pools.md).</summary>
internal static class PoolsCommand
{
    private const int LongestSeconds = 3600;

    public static Command Create()
    {
        var pid = new Option<int>("--pid") { Description = "The process whose pools are watched.", Required = true };
        var seconds = new Option<int>("--seconds") { Description = "How long. What is held for longer than half of it looks like a leak.", DefaultValueFactory = _ => 10 };
        var stacks = new Option<bool>("--stacks") { Description = "Record call stacks as well, to name the methods that rent what is not returned." };
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("pools", "Watch what is rented from ArrayPools and not returned, and what the pools cannot serve.");
        foreach (Option option in (Option[])[pid, seconds, stacks, format]) command.Add(option);
        command.SetAction((parsed, _) =>
        {
            TimeSpan time = TimeSpan.FromSeconds(OptionRange.Within(seconds.Name, parsed.GetRequiredValue(seconds), 1, LongestSeconds));
            return RunAsync(parsed.GetRequiredValue(pid), time, parsed.GetValue(stacks), parsed.GetRequiredValue(format) == "json");
        });
        return command;
    }

    private static async Task<int> RunAsync(int pid, TimeSpan time, bool hasStacks, bool isJson)
    {
        using var shutdown = new ShutdownSignal();
        Target target = await OneTarget.FindAsync(pid, null, shutdown.Token).ConfigureAwait(false);
        PoolCaptureResult result = await PoolCapture.TakeAsync(target, time, hasStacks, opened: null, shutdown.Token).ConfigureAwait(false);
        var report = new PoolReport(target.Name, target.Pid, result.Audit ?? throw AttachFault.Of(result.Failure), result.MethodOf);
        await Console.Out.WriteLineAsync(isJson ? PoolJson.Text(report) : string.Join('\n', PoolText.Lines(report))).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
