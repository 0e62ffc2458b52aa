namespace GcWatch.TestKit;

/// <summary>The real parts that tests use: programs that eng/install-parts.sh installs.</summary>
public static class Parts
{
    /// <summary>Whether a missing part is a failure: with CI=true or GCWATCH_REQUIRE_PARTS=1.</summary>
    public static bool AreRequired =>
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("GCWATCH_REQUIRE_PARTS") == "1";

    /// <summary>The program's path. Where it is missing the test is skipped by its name, or fails if parts are required.</summary>
    public static string Require(string program) => Find(program) ?? Missing($"{program} is not installed: run eng/install-parts.sh");

    /// <summary>A file that a script makes.</summary>
    public static string RequireFile(string path, string script) => File.Exists(path) ? path : Missing($"{path} is not there: run {script}");

    /// <summary>A right that only root has, such as to start a process as another user.</summary>
    public static void RequireRoot()
    {
        if (Environment.UserName != "root") Missing("this is not root, which is needed to start a process as another user or in a place of its own");
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Says that something that the test needs cannot be had: the test is skipped by its name, or fails if parts are required.</summary>
    public static string Missing(string explanation)
    {
        if (AreRequired) Assert.Fail($"MISSING PART: {explanation}");
        Assert.Skip($"MISSING PART: {explanation}");
        return explanation;
    }
}
