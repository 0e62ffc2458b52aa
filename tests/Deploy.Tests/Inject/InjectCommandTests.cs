using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Inject;

/// <summary>What goes in by standard input and out by standard output.</summary>
public sealed class InjectCommandTests : IDisposable
{
    private static readonly string Cases = Repository.PathOf("tests", "Agent.Tests", "Inject", "Cases");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_comes_back_to_the_byte_when_what_was_added_is_removed()
    {
        string text = $"\uFEFF{await File.ReadAllTextAsync(Path.Combine(Cases, "deployment.yaml"))}".ReplaceLineEndings("\r\n").TrimEnd();
        await File.WriteAllTextAsync(folder.PathOf("in"), text);
        string gcwatch = string.Join(' ', AgentBinary.Managed.Command);

        FinishedProcess shell = await ChildProcess.RunAsync(
            ["sh", "-c", $"cd {folder.FullName} && {gcwatch} inject < in > with && {gcwatch} inject < with > again && {gcwatch} inject --remove < again > out"]);

        Assert.Equal((0, ""), (shell.ExitCode, shell.ErrorText));
        Assert.Equal(await File.ReadAllBytesAsync(folder.PathOf("in")), await File.ReadAllBytesAsync(folder.PathOf("out")));
        Assert.Equal(await File.ReadAllBytesAsync(folder.PathOf("with")), await File.ReadAllBytesAsync(folder.PathOf("again")));
    }

    [Theory]
    [InlineData(5, "gcwatch: line 1: a key is no text; a Helm template must be rendered first: helm template … | gcwatch inject", "image: {{ .Values.image }}")]
    [InlineData(5, "gcwatch: no pod in the input has a container shpo", "kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: shop}]}", "--container", "shpo")]
    [InlineData(2, "gcwatch: --native and --no-native cannot both be asked for", "", "--native", "--no-native")]
    [InlineData(2, "gcwatch: --target-uid must be between 1 and 4294967294", "", "--target-uid", "0")]
    [InlineData(2, "gcwatch: --metrics-port must be between 1 and 65535", "", "--metrics-port", "70000")]
    public async Task What_is_wrong_is_said_in_one_line_and_nothing_is_printed(int exitCode, string line, string manifest, params string[] options)
    {
        FinishedProcess inject = await InjectCommand.RunAsync(manifest, options);
        Assert.Equal((exitCode, line, ""), (inject.ExitCode, inject.ErrorText.TrimEnd(), inject.OutputText.TrimEnd()));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_add_to_the_input_comes_out_and_that_is_said()
    {
        FinishedProcess inject = await InjectCommand.RunAsync("kind: Service\n");
        Assert.Equal((0, "kind: Service"), (inject.ExitCode, inject.OutputText.TrimEnd()));
        Assert.Equal("gcwatch: nothing is added: the input has no pod with a container", inject.ErrorText.TrimEnd());
    }

    /// <summary>The published form reads YAML as the managed one does.</summary>
    [Fact]
    public async Task The_native_agent_adds_the_same()
    {
        string manifest = await File.ReadAllTextAsync(Path.Combine(Cases, "compact.yaml"));
        Assert.Equal((await InjectCommand.RunAsync(manifest)).OutputText, (await InjectCommand.RunAsync(AgentBinary.Native, manifest)).OutputText);
    }
}
