using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>The files of deploy/alertmanager as such.</summary>
public sealed class ShippedConfigurationTests
{
    private const string Modern = "alertmanager-0.32.yml";

    /// <summary>The two differ in how a receiver is reached, and in nothing else.</summary>
    [Fact]
    public void Both_files_have_the_same_times_routes_and_inhibition()
    {
        string[] parts = [.. new[] { "alertmanager.yml", Modern }.Select(Judging)];
        Assert.Contains("inhibit_rules:", parts[0], StringComparison.Ordinal);
        Assert.Equal(parts[0], parts[1]);
    }

    [Fact]
    public async Task Amtool_accepts_the_file_for_all_versions()
    {
        (int exitCode, string said) = await Amtool.RunAsync(Parts.Require("amtool"), "check-config", Amtool.Shipped);
        Assert.True(exitCode == 0, said);
    }

    /// <summary>Debian has a new one in sid alone: eng/install-parts.sh puts it aside.</summary>
    [Theory]
    [InlineData("alertmanager.yml")]
    [InlineData(Modern)]
    public async Task A_new_amtool_accepts_both(string file)
    {
        string amtool = Parts.RequireFile(Repository.PathOf("artifacts", "parts", "alertmanager", "usr", "bin", "amtool"), "eng/install-parts.sh");
        (int exitCode, string said) = await Amtool.RunAsync(amtool, "check-config", Repository.PathOf("deploy", "alertmanager", file));
        Assert.True(exitCode == 0, said);
    }

    /// <summary>From the times to the receivers.</summary>
    private static string Judging(string file)
    {
        string text = File.ReadAllText(Repository.PathOf("deploy", "alertmanager", file));
        return text[text.IndexOf("time_intervals:", StringComparison.Ordinal)..text.IndexOf("\nreceivers:", StringComparison.Ordinal)];
    }
}
