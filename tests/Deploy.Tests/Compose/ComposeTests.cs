using GcWatch.TestKit;
using YamlDotNet.RepresentationModel;

namespace GcWatch.Deploy.Tests.Compose;

/// <summary>deploy/compose: what can be known of it without an engine.</summary>
public sealed class ComposeTests
{
    private static readonly string Folder = Repository.PathOf("deploy", "compose");

    /// <summary>The keys of the Compose specification that are used; one that is misspelt is none of them.</summary>
    private static readonly string[] KnownKeys =
    [
        "image", "build", "command", "environment", "user", "read_only", "cap_drop", "security_opt", "mem_limit", "tmpfs", "volumes", "ports",
    ];

    private static YamlMappingNode Services => Map(Read("compose.yaml"), "services");

    [Fact]
    public void It_has_the_five_and_only_known_keys()
    {
        Assert.Equal(["shop", "gcwatch", "prometheus", "alertmanager", "grafana"], Services.Children.Keys.Select(Text));
        Assert.All(Services.Children.Values.SelectMany(service => ((YamlMappingNode)service).Children.Keys).Select(Text), key => Assert.Contains(key, KnownKeys));
    }

    [Fact]
    public void Every_file_that_is_mounted_or_built_from_is_there_and_every_volume_is_declared()
    {
        string[] declared = [.. Map(Read("compose.yaml"), "volumes").Children.Keys.Select(Text)];
        string[] sources = [.. Services.Children.Values.OfType<YamlMappingNode>().Where(service => service.Children.ContainsKey("volumes"))
            .SelectMany(service => (YamlSequenceNode)service["volumes"]).Select(volume => Text(volume).Split(':')[0])];

        Assert.All(sources, source => Assert.True(source[0] == '.' ? Path.Exists(Path.Combine(Folder, source)) : declared.Contains(source), source));
        Assert.All(Services.Children.Values.OfType<YamlMappingNode>().Where(service => service.Children.ContainsKey("build")), service =>
        {
            YamlMappingNode build = Map(service, "build");
            string dockerfile = build.Children.TryGetValue("dockerfile", out YamlNode? named) ? Text(named) : "Dockerfile";
            Assert.True(File.Exists(Path.Combine(Folder, Text(build["context"]), dockerfile)), dockerfile);
        });
    }

    [Fact]
    public void The_service_goes_on_without_the_agent_and_connects_where_it_listens()
    {
        string port = Text(Map(Map(Services, "shop"), "environment")["DOTNET_DiagnosticPorts"]);

        Assert.EndsWith(",nosuspend", port, StringComparison.Ordinal);
        Assert.Contains(port.Split(',')[0], ((YamlSequenceNode)Map(Services, "gcwatch")["command"]).Select(Text));
        Assert.Equal(Text(Map(Services, "gcwatch")["user"]), Text(Map(Services, "shop")["user"]));
    }

    [Fact]
    public void Every_port_is_this_machines_alone() => Assert.All(
        Services.Children.Values.OfType<YamlMappingNode>().SelectMany(service => (YamlSequenceNode)service["ports"]).Select(Text),
        port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Fact]
    public async Task Promtool_and_amtool_take_the_configurations()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "prometheus.yml"), folder.PathOf("prometheus.yml"));
        Directory.CreateSymbolicLink(folder.PathOf("gcwatch"), Repository.PathOf("deploy", "prometheus"));

        FinishedProcess prometheus = await ChildProcess.RunAsync([Parts.Require("promtool"), "check", "config", folder.PathOf("prometheus.yml")]);
        FinishedProcess alertmanager = await ChildProcess.RunAsync([Parts.Require("amtool"), "check-config", Path.Combine(Folder, "alertmanager.yml")]);

        Assert.True(prometheus.ExitCode == 0, prometheus.OutputText + prometheus.ErrorText);
        Assert.True(alertmanager.ExitCode == 0, alertmanager.OutputText + alertmanager.ErrorText);
    }

    [Fact]
    public void Grafana_finds_its_datasources_by_the_names_of_the_services_and_its_dashboards_where_they_are_mounted()
    {
        IEnumerable<string> addresses = ((YamlSequenceNode)Map(Read("grafana/provisioning/datasources/prometheus.yaml"))["datasources"]).Select(source => Text(source["url"]));
        string path = Text(((YamlSequenceNode)Map(Read("grafana/provisioning/dashboards/gcwatch.yaml"))["providers"])[0]["options"]["path"]);

        Assert.All(addresses, address => Assert.Contains(new Uri(address).Host, Services.Children.Keys.Select(Text)));
        Assert.Contains(((YamlSequenceNode)Map(Services, "grafana")["volumes"]).Select(Text), volume => volume.Contains($":{path}", StringComparison.Ordinal));
    }

    private static YamlNode Read(string file)
    {
        using StreamReader text = File.OpenText(Path.Combine(Folder, file));
        var stream = new YamlStream();
        stream.Load(text);
        return stream.Documents[0].RootNode;
    }

    private static YamlMappingNode Map(YamlNode node, string? key = null) => (YamlMappingNode)(key is null ? node : node[key]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
