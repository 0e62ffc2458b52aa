namespace GcWatch.Agent.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Theory]
    [InlineData(2, "explain")]
    [InlineData(2, "explain", "--pid", "none")]
    [InlineData(2, "explain", "--pid", "1", "--seconds", "0")]
    [InlineData(2, "explain", "--pid", "1", "--seconds", "3601")]
    [InlineData(2, "explain", "--pid", "1", "--format", "xml")]
    [InlineData(3, "explain", "--pid", "2147483647")]
    public async Task What_cannot_be_done_is_one_line_and_an_exit_code(int expected, params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(args);
        Assert.Equal((expected, ""), (run.ExitCode, run.Output));
        Assert.Matches("^gcwatch: [^\n]+\n$", run.Error);
    }
}
