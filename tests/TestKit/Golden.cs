namespace GcWatch.TestKit;

/// <summary>
/// Compares a text with a file of the source tree. With <c>GCWATCH_ACCEPT=1</c> in the environment the file is written instead: look
/// at the difference before it is committed.
/// </summary>
public static class Golden
{
    private const int MostDifferences = 10;

    /// <summary>The folder of the solution, found from where the tests were built.</summary>
    public static string RepositoryRoot { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <param name="path">From the repository's root, such as docs/metrics.md.</param>
    /// <param name="actual">The text as it is now, with \n at the end of each line.</param>
    /// <exception cref="GoldenException">The file is missing or says something else.</exception>
    public static void Matches(string path, string actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        string file = Path.Combine(RepositoryRoot, path);
        if (Environment.GetEnvironmentVariable("GCWATCH_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? RepositoryRoot);
            File.WriteAllText(file, actual);
            return;
        }

        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected != actual) throw new GoldenException($"{path} differs (GCWATCH_ACCEPT=1 rewrites it):\n{Difference(Lines(expected), Lines(actual))}");
    }

    private static string Difference(string[] expected, string[] actual)
    {
        IEnumerable<string> lines =
            from i in Enumerable.Range(0, Math.Max(expected.Length, actual.Length))
            let was = expected.ElementAtOrDefault(i)
            let now = actual.ElementAtOrDefault(i)
            where was != now
            select $"  line {i + 1}\n    file: {was ?? "(no such line)"}\n    now:  {now ?? "(no such line)"}";
        return string.Join('\n', lines.Take(MostDifferences));
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GcWatch.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new GoldenException("the tests do not run from a build inside the repository");
    }
}

/// <summary>What a test printed is not what its golden file says.</summary>
public sealed class GoldenException(string message) : Exception(message);
