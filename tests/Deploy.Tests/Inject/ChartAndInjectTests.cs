using System.Text.Json.Nodes;
using GcWatch.Deploy.Tests.Chart;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Inject;

/// <summary>The sample application with the agent from the chart, and with the agent from <c>gcwatch inject</c>: the same pod.</summary>
public sealed class ChartAndInjectTests
{
    private const string Image = "registry.example:5000/gcwatch@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>What only the chart can know: its digest of the configuration, by which a change of that starts the pods anew.</summary>
    private const string Checksum = "CONFIG_CHECKSUM";

    [Theory]
    [InlineData("1.29.0", true)]
    [InlineData("1.29.0", false)]
    [InlineData("1.28.0", true)]
    [InlineData("1.28.0", false)]
    public async Task The_pod_is_the_same_by_either_way(string kubernetes, bool hasConfiguration)
    {
        string[] settings =
        [
            "--set", "gcwatch.image.repository=registry.example:5000/gcwatch", "--set", $"gcwatch.image.digest={Image.Split('@')[1]}",
            .. hasConfiguration ? (string[])[] : ["--set-json", "gcwatch.config=null"],
        ];
        string[] options =
        [
            "--image", Image, .. hasConfiguration ? (string[])["--config-map", "shop-gcwatch"] : [], .. kubernetes == "1.28.0" ? (string[])["--no-native"] : [],
        ];
        JsonObject byChart = (await SampleChart.TemplateAsync(kubernetes, settings)).ShopPod;
        Manifests without = await SampleChart.TemplateAsync(kubernetes, [.. settings, "--set", "gcwatch.enabled=false"]);

        FinishedProcess inject = await InjectCommand.RunAsync(without.Text, options);

        Assert.Equal((0, ""), (inject.ExitCode, inject.ErrorText));
        JsonObject byInject = new Manifests(inject.OutputText).ShopPod;
        Assert.Equal(hasConfiguration, RemoveChecksum(byChart));
        Assert.Equal(Fields(byChart), Fields(byInject));
    }

    private static bool RemoveChecksum(JsonObject pod)
    {
        JsonObject? checksum = Manifests.List(Manifests.Container(pod, "gcwatch"), "env").FirstOrDefault(variable => Manifests.Of(variable, "name") == Checksum);
        checksum?.Parent?.AsArray().Remove(checksum);
        return checksum is not null;
    }

    /// <summary>Each value with its path, sorted: the order of a mapping's keys says nothing, that of a list does.</summary>
    private static IEnumerable<string> Fields(JsonNode? node, string path = "") => node switch
    {
        JsonObject { Count: > 0 } map => map.SelectMany(entry => Fields(entry.Value, $"{path}.{entry.Key}")).Order(StringComparer.Ordinal),
        JsonArray { Count: > 0 } list => list.SelectMany((item, i) => Fields(item, $"{path}[{i}]")).Order(StringComparer.Ordinal),
        null => [$"{path} is null"],
        _ => [$"{path} = {node.ToJsonString()}"],
    };
}
