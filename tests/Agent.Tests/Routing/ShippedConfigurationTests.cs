using System.Text;
using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>The files of deploy/alertmanager as such.</summary>
public sealed class ShippedConfigurationTests
{
    private const string Modern = "alertmanager-0.32.yml";

    /// <summary>In bytes: developer.work.weixin.qq.com/document/path/90236.</summary>
    private const int MostOfWeCom = 2048;

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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task However_much_there_is_to_say_WeCom_takes_the_message(int alerts)
    {
        string text = await RenderAsync("gcwatch.short", alerts);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 100, MostOfWeCom);
        Assert.Contains("Far more is allocated than usual", text, StringComparison.Ordinal);
        Assert.Contains("(https://runbooks.local/", text, StringComparison.Ordinal);
        Assert.Equal(alerts > 2, text.Contains($"{alerts} in all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_phone_shows_what_it_is_and_where()
    {
        string text = await RenderAsync("gcwatch.title", 2);
        Assert.StartsWith("[2] Far more is allocated than usual: 搜索", text, StringComparison.Ordinal);
        Assert.EndsWith(" prod (web)", text, StringComparison.Ordinal);
    }

    private static async Task<string> RenderAsync(string template, int alerts)
    {
        using var folder = new TemporaryFolder();
        string service = string.Concat(Enumerable.Repeat("搜索", 200));
        var annotations = new { summary = "Far more is allocated than usual", description = new string('d', 3000), runbook_url = $"https://runbooks.local/{new string('r', 300)}" };
        var told = new
        {
            receiver = "wecom", status = "firing", groupLabels = new { }, commonAnnotations = new { }, commonLabels = new { service, env = "prod", @namespace = "web" },
            alerts = Enumerable.Repeat(new { status = "firing", labels = new { alertname = "GcWatchAllocationBurst", service }, annotations }, alerts),
        };
        await File.WriteAllTextAsync(folder.PathOf("told.json"), JsonSerializer.Serialize(told));
        string templates = Repository.PathOf("deploy", "alertmanager", "gcwatch.tmpl");
        (int exitCode, string said) = await Amtool.RunAsync(
            Parts.Require("amtool"), "template", "render", $"--template.glob={templates}", $"--template.data={folder.PathOf("told.json")}", $"--template.text={{{{ template \"{template}\" . }}}}");
        Assert.True(exitCode == 0, said);
        return said;
    }

    /// <summary>From the times to the receivers.</summary>
    private static string Judging(string file)
    {
        string text = File.ReadAllText(Repository.PathOf("deploy", "alertmanager", file));
        return text[text.IndexOf("time_intervals:", StringComparison.Ordinal)..text.IndexOf("\nreceivers:", StringComparison.Ordinal)];
    }
}
