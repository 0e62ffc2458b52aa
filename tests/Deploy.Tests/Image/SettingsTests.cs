using System.Text.Json;
using System.Xml.Linq;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Image;

/// <summary>How the image starts, and what it says of itself.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private JsonDocument? inspected;

    private JsonElement Image => inspected?.RootElement[0] ?? throw new InvalidOperationException("not inspected");

    private JsonElement Settings => Image.GetProperty("Config");

    public async ValueTask InitializeAsync()
    {
        Assert.NotEmpty(BuiltImage.Layers);
        inspected = JsonDocument.Parse(await Podman.RunAsync("image", "inspect", BuiltImage.Name));
    }

    public ValueTask DisposeAsync()
    {
        inspected?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void It_starts_the_binary_as_a_user_with_a_number_so_that_runAsNonRoot_can_be_checked()
    {
        Assert.Equal("1654:1654", Settings.GetProperty("User").GetString());
        Assert.Equal(["/usr/local/bin/gcwatch"], Texts(Settings.GetProperty("Entrypoint")));
        Assert.False(Settings.TryGetProperty("Cmd", out JsonElement command) && command.ValueKind == JsonValueKind.Array && command.GetArrayLength() > 0);
    }

    [Fact]
    public void It_asks_the_binary_itself_how_it_is() =>
        Assert.Equal(["CMD", "/usr/local/bin/gcwatch", "health"], Texts(Image.GetProperty("Healthcheck").GetProperty("Test")));

    [Fact]
    public void It_serves_on_all_addresses_unless_told_otherwise()
    {
        Assert.Contains("GCWATCH_METRICS__ADDRESS=*", Texts(Settings.GetProperty("Env")));
        Assert.True(Settings.GetProperty("ExposedPorts").TryGetProperty("9464/tcp", out _));
    }

    [Fact]
    public void Its_labels_are_those_of_the_OCI_and_its_version_is_that_of_the_build()
    {
        Dictionary<string, string> labels = Settings.GetProperty("Labels").EnumerateObject()
            .Where(label => label.Name.StartsWith("org.opencontainers.image.", StringComparison.Ordinal))
            .ToDictionary(label => label.Name["org.opencontainers.image.".Length..], label => label.Value.GetString() ?? "");

        Assert.Equal(
            ["base.name", "created", "description", "documentation", "licenses", "revision", "source", "title", "url", "vendor", "version"],
            labels.Keys.Order(StringComparer.Ordinal));
        Assert.All(labels.Values, Assert.NotEmpty);
        Assert.Equal(Property("Version"), labels["version"]);
        Assert.Equal(Property("Authors"), labels["vendor"]);
        Assert.StartsWith("mcr.microsoft.com/dotnet/runtime-deps:10.0-", labels["base.name"], StringComparison.Ordinal);
    }

    private static string Property(string name) =>
        XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants(name).Single().Value;

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(text => text.GetString() ?? "");
}
