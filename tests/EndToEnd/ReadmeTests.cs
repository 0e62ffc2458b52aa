using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>The README's commands are ones that other tests run.</summary>
public sealed class ReadmeTests
{
    private const string Demo = "dotnet run --project src/Agent -- demo";

    /// <summary>How a command may begin, each covered by a test: the agent's by this project, the scripts by test.sh itself.</summary>
    private static readonly string[] Known =
    [
        "dotnet run --project src/Agent -- ", "dotnet build", "dotnet test", "dotnet publish src/Agent", "gcwatch ", "./test.sh", "eng/", "./eng/",
        "git clone ", "cd ", "curl ",
    ];

    private static string Readme => Repository.PathOf("README.md");

    [Fact]
    public void Every_command_in_the_README_is_of_a_known_kind()
    {
        if (!File.Exists(Readme)) Assert.Skip("there is no README yet");

        Assert.All(Commands(), command => Assert.True(Array.Exists(Known, begin => command.StartsWith(begin.TrimEnd(), StringComparison.Ordinal)), command));
    }

    [Fact]
    public void The_README_begins_with_the_demo()
    {
        if (!File.Exists(Readme)) Assert.Skip("there is no README yet");

        Assert.Contains(Demo, Commands());
    }

    /// <summary>The lines of the fenced sh blocks, comments and continuations aside.</summary>
    private static List<string> Commands()
    {
        var commands = new List<string>();
        bool isInBlock = false;
        bool continues = false;
        foreach (string line in File.ReadLines(Readme).Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isInBlock = line == "```sh" && !isInBlock;
            else if (isInBlock && !continues && line.Length > 0 && line[0] != '#') commands.Add(line);
            continues = isInBlock && line.EndsWith('\\');
        }

        return commands;
    }
}
