using GcWatch.Agent.Gate;

namespace GcWatch.Agent.Tests.Gate;

public sealed class ProgramNameTests
{
    [Theory]
    [InlineData("Shop", "dotnet Shop.dll --port 1")]
    [InlineData("Shop", "/usr/bin/dotnet /srv/Shop.dll")]
    [InlineData("Shop.Tests", "/app/Shop.Tests other.dll")]
    [InlineData("testhost", "dotnet exec --runtimeconfig a.json --depsfile b.deps.json --additionalprobingpath /p /x/testhost.dll --port 1")]
    [InlineData("vstest.console", "dotnet exec /sdk/vstest.console.dll Shop.Tests.dll")]
    [InlineData("MSBuild", "/usr/bin/dotnet /sdk/MSBuild.dll /nodemode:1")]
    [InlineData("dotnet", "dotnet test Shop.Tests.dll")]
    [InlineData("dotnet", "dotnet")]
    public void A_command_line_tells_the_managed_program(string expected, string commandLine) =>
        Assert.Equal(expected, ProgramName.Of(commandLine.Split(' ')));
}
