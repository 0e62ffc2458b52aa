namespace GcWatch.TestKit;

/// <summary>The runtimes that the Lab is there for.</summary>
public enum LabRuntime
{
    Net8,
    Net9,
    Net10,
}

public static class LabRuntimes
{
    /// <summary>The major version, as a target's version begins with it.</summary>
    public static string Major(this LabRuntime runtime) => runtime switch
    {
        LabRuntime.Net8 => "8.",
        LabRuntime.Net9 => "9.",
        LabRuntime.Net10 => "10.",
        _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, "not a runtime"),
    };

    /// <summary>
    /// How to start the Lab: on .NET 10 as it was built beside the tests, on older runtimes self-contained, as
    /// eng/publish-targets.sh left it.
    /// </summary>
    public static IReadOnlyList<string> Command(this LabRuntime runtime) => runtime switch
    {
        LabRuntime.Net8 => [Published("net8.0")],
        LabRuntime.Net9 => [Published("net9.0")],
        LabRuntime.Net10 => ["dotnet", Repository.PathOf("artifacts", "bin", "Lab", Repository.Configuration, "GcWatch.Lab.dll")],
        _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, "not a runtime"),
    };

    /// <summary>The Lab as a native program with event support.</summary>
    public static IReadOnlyList<string> NativeCommand => [Published("native")];

    /// <summary>The Lab self-contained in a single file, on .NET 10.</summary>
    public static IReadOnlyList<string> SingleFileCommand => [Published("single")];

    private static string Published(string framework) =>
        Parts.RequireFile(Repository.PathOf("artifacts", "targets", framework, "GcWatch.Lab"), "eng/publish-targets.sh");
}
