using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards.Data;

/// <summary>may-be-empty.txt: the expressions that have no data in the scene, and why that is right.</summary>
internal static class EmptyReasons
{
    private const int Fields = 4;

    public static string Path => Repository.PathOf("tests", "Deploy.Tests", "Dashboards", "Data", "may-be-empty.txt");

    /// <summary>Whether there may be data as well.</summary>
    public static bool IsPerhaps(string reason) => reason.StartsWith("perhaps:", StringComparison.Ordinal);

    /// <summary>The reason by <see cref="Question.Key"/>.</summary>
    public static IReadOnlyDictionary<string, string> Read() => File.ReadLines(Path)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" | "))
        .ToDictionary(fields => string.Join(" | ", fields.Take(Fields - 1)), fields => fields.Length == Fields && fields[^1].Length > 0
            ? fields[^1]
            : throw new InvalidDataException($"{Path}: dashboard | panel | reference | reason, not: {string.Join(" | ", fields)}"));
}
