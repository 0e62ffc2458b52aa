using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Collectors.Tests.Diagnosis;

public sealed class RuntimeVariablesTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("0x0")]
    [InlineData("0zz")]
    [InlineData(" 0")]
    public void Whatever_the_runtime_reads_as_zero_switches_diagnostics_off(string value) =>
        Assert.Equal(new SetVariable("DOTNET_EnableDiagnostics", value), With(("DOTNET_EnableDiagnostics", value)).SwitchedOff);

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("no")]
    public void Anything_else_does_not(string value) => Assert.Null(With(("DOTNET_EnableDiagnostics", value)).SwitchedOff);

    [Fact]
    public void The_port_alone_can_be_switched_off() =>
        Assert.Equal("DOTNET_EnableDiagnostics_IPC", With(("DOTNET_EnableDiagnostics", "1"), ("DOTNET_EnableDiagnostics_IPC", "0")).SwitchedOff?.Name);

    [Fact]
    public void The_older_prefix_counts_where_the_newer_is_not_set()
    {
        Assert.Equal("COMPlus_EnableDiagnostics", With(("COMPlus_EnableDiagnostics", "0")).SwitchedOff?.Name);
        Assert.Null(With(("COMPlus_EnableDiagnostics", "0"), ("DOTNET_EnableDiagnostics", "1")).SwitchedOff);
    }

    [Fact]
    public void An_empty_TMPDIR_is_none()
    {
        Assert.Null(With(("TMPDIR", "")).TemporaryDirectory);
        Assert.Equal("/scratch", With(("TMPDIR", "/scratch")).TemporaryDirectory);
    }

    [Fact]
    public void The_runtime_waits_at_its_start_for_1_and_not_for_0()
    {
        Assert.NotNull(With(("DOTNET_DefaultDiagnosticPortSuspend", "1")).Suspension);
        Assert.Null(With(("DOTNET_DefaultDiagnosticPortSuspend", "0")).Suspension);
    }

    private static RuntimeVariables With(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
