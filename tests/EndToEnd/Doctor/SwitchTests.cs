using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Diagnostics that somebody has switched off.</summary>
public sealed class SwitchTests
{
    [Theory]
    [InlineData("DOTNET_EnableDiagnostics", "0")]
    [InlineData("DOTNET_EnableDiagnostics_IPC", "00")]
    [InlineData("COMPlus_EnableDiagnostics", "0x0")]
    public async Task Diagnostics_that_are_switched_off_are_named_by_their_variable(string variable, string value)
    {
        await using LabProcess lab = await StartAsync(LabRuntime.Net10.Command(), variable, value);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertFault(run, $"{variable}={value} in its environment switches its diagnostic port off", $"remove {variable} from its environment");
        Assert.DoesNotContain("very secret", run.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_a_single_file_is_known_as_NET_without_its_socket_too()
    {
        await using LabProcess lab = await StartAsync(LabRuntimes.SingleFileCommand, "DOTNET_EnableDiagnostics", "0");

        FinishedProcess run = await Examination.OfAsync(lab.Pid);
        FinishedProcess ps = await AgentBinary.Managed.RunAsync("ps");

        Examination.AssertSays(run, "self-contained in a single file");
        Examination.AssertFault(run, "DOTNET_EnableDiagnostics=0", "remove DOTNET_EnableDiagnostics");
        Assert.Contains(ps.Output, line => line.Contains($"process {lab.Pid} runs .NET but offers no diagnostic socket", StringComparison.Ordinal));
    }

    private static Task<LabProcess> StartAsync(IReadOnlyList<string> command, string variable, string value) => LabProcess.StartAsync(
        new LabSettings(LabRuntime.Net10, "idle")
        {
            Command = command,
            Environment = new Dictionary<string, string> { [variable] = value, ["SHOP_PASSWORD"] = "very secret" },
        });
}
