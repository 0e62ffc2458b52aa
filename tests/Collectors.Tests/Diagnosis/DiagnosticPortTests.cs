using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Collectors.Tests.Diagnosis;

/// <summary>Each row as the runtime itself behaved when it was started with it.</summary>
public sealed class DiagnosticPortTests
{
    [Theory]
    [InlineData("/p", true, false)]
    [InlineData("/p,suspend", true, false)]
    [InlineData("/p,nosuspend", false, false)]
    [InlineData("/p,NOSUSPEND", false, false)]
    [InlineData("/p,connect", true, false)]
    [InlineData("/p,connect,nosuspend", false, false)]
    [InlineData("/p,suspend,nosuspend", true, false)]
    [InlineData("/p,nosuspend,suspend", false, false)]
    [InlineData("/p,listen", false, true)]
    [InlineData("/p,nonsense", true, false)]
    public void The_runtime_waits_for_a_port_unless_the_port_says_otherwise(string entry, bool suspends, bool listens) =>
        Assert.Equal(new DiagnosticPort("/p", suspends, listens), Assert.Single(DiagnosticPort.Parse(entry)));

    [Fact]
    public void Entries_stand_between_semicolons_and_empty_ones_are_none() =>
        Assert.Equal(
            [new DiagnosticPort("/a", false, false), new DiagnosticPort("/b", true, false)],
            DiagnosticPort.Parse(";/a,nosuspend;;/b;,nosuspend;"));

    [Fact]
    public void Nothing_is_no_port() => Assert.Empty(DiagnosticPort.Parse(""));

    [Theory]
    [InlineData(107, false)]
    [InlineData(108, true)]
    public void A_path_has_as_many_bytes_as_a_socket_address_holds(int bytes, bool isTooLong) =>
        Assert.Equal(isTooLong, Assert.Single(DiagnosticPort.Parse(new string('x', bytes))).IsTooLong);
}
