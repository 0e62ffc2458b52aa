using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>Nothing that the agent does depends on a place to write to.</summary>
public sealed class FullDiskTests
{
    private const string FullStandardError = "exec \"$@\" 2>/dev/full";

    /// <summary>The root, and the folder of temporary files, which may be a file system of its own; then proof that it is so.</summary>
    private const string ReadOnly =
        "mount -o remount,bind,ro / && mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && ! touch \"$0/gcwatch-test\" 2>/dev/null && exec \"$@\"";

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task A_log_that_cannot_be_written_does_not_stop_the_agent(string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary, "sh", "-c", FullStandardError, "sh");
        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        await scene.Agent.AttachesToAsync(lab);

        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
        await scene.IsAsBeforeAsync();
        FinishedProcess finished = await scene.Agent.StopAsync();

        Assert.Equal((ExitCode.Done, ""), (finished.ExitCode, finished.ErrorText));
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task A_complaint_that_cannot_be_written_leaves_its_exit_code(string binary)
    {
        AgentBinary agent = FaultScene.BinaryOf(binary).After("sh", "-c", FullStandardError, "sh");

        FinishedProcess finished = await agent.RunAsync("--metrics-port", "70000");

        Assert.Equal(ExitCode.Usage, finished.ExitCode);
    }

    [Theory]
    [InlineData("managed", "ps")]
    [InlineData("native", "ps")]
    [InlineData("managed", "--help")]
    [InlineData("managed", "replay", "--format", "text")]
    [InlineData("managed", "replay", "--format", "json")]
    [InlineData("managed", "replay", "--format", "prometheus")]
    public async Task An_output_that_cannot_be_written_is_said_in_one_line(string binary, params string[] command)
    {
        AgentBinary agent = FaultScene.BinaryOf(binary).After("sh", "-c", "exec \"$@\" >/dev/full", "sh");
        string trace = Repository.PathOf("tests", "Data", "net10-workstation.nettrace");

        FinishedProcess finished = await agent.RunAsync(command[0] == "replay" ? [.. command, trace] : command);

        Assert.StartsWith("gcwatch: cannot write the output: No space left on device", Assert.Single(finished.Errors), StringComparison.Ordinal);
        Assert.Equal(ExitCode.CannotWrite, finished.ExitCode);
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task A_read_only_file_system_is_enough(string binary)
    {
        Parts.RequireRoot();
        await using FaultScene scene = await FaultScene.OpenAsync(binary, Parts.Require("unshare"), "--mount", "sh", "-c", ReadOnly, Path.GetTempPath());
        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");

        await scene.Agent.ScrapeUntilAsync("collections", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);

        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
        await scene.IsAsBeforeAsync();
    }
}
