using System.Text.Json;
using GcWatch.EndToEnd.Detection;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Gate;

/// <summary>`dotnet test` and `dotnet build` start processes of their own, and those others: none of them may wait for the gate. All of it: eng/gate.sh.</summary>
public sealed class BuildToolTests : IDisposable
{
    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(2);

    private readonly GateRun gate = new();

    [Fact]
    public async Task A_test_run_ends_as_ever_and_its_host_is_judged_beside_the_command()
    {
        // Tests of this assembly that need nothing; global.json says how tests are run.
        string[] tests = ["dotnet", "test", "--test-modules", Path.GetRelativePath(Repository.Root, typeof(OutcomeTests).Assembly.Location), "--filter-class", $"*.{nameof(OutcomeTests)}"];

        await using ChildProcess child = ChildProcess.Start(["sh", "-c", "cd \"$0\" && exec \"$@\"", Repository.Root, .. gate.Command([], tests)]);
        FinishedProcess finished = await child.FinishAsync(BuildPatience);

        Assert.True(finished.ExitCode == 0, finished.OutputText + finished.ErrorText);
        string?[] judged = [.. gate.Verdict().GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("process").GetString())];
        Assert.Equal(["GcWatch.EndToEnd", "dotnet"], judged.Select(name => name?[..name.LastIndexOf('-')]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_build_whose_gate_is_killed_midway_ends_as_ever()
    {
        await File.WriteAllTextAsync(gate.PathOf("Tiny.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(gate.PathOf("Tiny.cs"), "public class Tiny;");
        await using ChildProcess child = ChildProcess.Start(gate.Command([], ["dotnet", "build", gate.PathOf("Tiny.csproj"), "-nologo"]), gate.OwnPlace);
        await Eventually.HoldsAsync("the build has begun", () => File.Exists(gate.PathOf("obj/project.assets.json")), BuildPatience);

        await child.SignalAsync("KILL");

        await Eventually.HoldsAsync("the build succeeded", () => child.Output.Text.Contains("Build succeeded", StringComparison.Ordinal), BuildPatience);
        Assert.True(File.Exists(gate.PathOf("bin/Debug/net10.0/Tiny.dll")));
        FinishedProcess finished = await child.FinishAsync();
        Assert.Equal(137, finished.ExitCode);
    }

    public void Dispose() => gate.Dispose();
}
