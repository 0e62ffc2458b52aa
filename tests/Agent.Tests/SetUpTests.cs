namespace GcWatch.Agent.Tests;

public sealed class SetUpTests
{
    [Fact]
    public void The_test_project_runs() => Assert.NotEmpty(typeof(SetUpTests).Assembly.GetTypes());
}
