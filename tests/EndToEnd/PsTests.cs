using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary><c>gcwatch ps</c>.</summary>
public sealed class PsTests
{
    [Fact]
    public async Task What_can_be_watched_is_listed_with_its_runtime_user_and_socket_and_what_cannot_with_the_reason()
    {
        await using LabProcess older = await LabProcess.StartAsync(LabRuntime.Net8, "idle");
        await using LabProcess newer = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using LabProcess silent = await BadInputTests.StartWithoutDiagnosticsAsync();
        string uid = OtherUser.CanBecome ? "0" : @"\d+";

        FinishedProcess ps = await AgentBinary.Managed.RunAsync("ps");

        Assert.Equal(0, ps.ExitCode);
        Assert.Empty(ps.Errors);
        Assert.Matches(@"^PID +NAME +RUNTIME +UID +HOW$", ps.Output[0]);
        Assert.Matches($@"^{older.Pid} +GcWatch\.Lab +8\.0\.\d+ +{uid} +/.*dotnet-diagnostic-{older.Pid}-\d+-socket$", LineOf(ps, older));
        Assert.Matches($@"^{newer.Pid} +GcWatch\.Lab +10\.0\.\d+ +{uid} +/.*dotnet-diagnostic-{newer.Pid}-\d+-socket$", LineOf(ps, newer));
        Assert.Matches($@"^{silent.Pid} +\S+ +- +{uid} +cannot be watched: .*DOTNET_EnableDiagnostics=0", LineOf(ps, silent));
    }

    [Fact]
    public async Task A_process_of_another_user_is_listed_as_such_or_out_of_sight()
    {
        if (!OtherUser.CanBecome) Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await using LabProcess own = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Command = user.Lab });
        await using LabProcess foreign = await LabProcess.StartAsync(LabRuntime.Net10, "idle");

        FinishedProcess ps = await user.Agent.RunAsync("ps");

        Assert.Equal(0, ps.ExitCode);
        Assert.Matches($@"^{own.Pid} +GcWatch\.Lab +10\.0\.\d+ +{user.Uid} +/", LineOf(ps, own));
        Assert.Matches($@"^{foreign.Pid} +dotnet +- +0 +cannot be watched: process {foreign.Pid} belongs to uid 0 and this is uid {user.Uid}", LineOf(ps, foreign));
    }

    private static string LineOf(FinishedProcess ps, LabProcess lab) =>
        Assert.Single(ps.Output, line => Regex.IsMatch(line, $@"^{lab.Pid}\b"));
}
