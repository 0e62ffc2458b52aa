using System.Text.Json.Nodes;
using GcWatch.Agent.Options;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Options;

public sealed class ConfigurationDocsTests
{
    [Fact]
    public void The_documentation_has_every_option_as_it_is() => Golden.Matches("docs/configuration.md", new ConfigurationPage().Write());

    [Fact]
    public void The_schema_has_every_option_as_it_is() => Golden.Matches("docs/configuration.schema.json", ConfigurationSchema.Write());

    [Fact]
    public void The_schema_refuses_what_the_loader_refuses()
    {
        JsonNode? schema = JsonNode.Parse(ConfigurationSchema.Write());
        foreach (OptionKey key in OptionKeys.All)
        {
            JsonNode? section = schema?["properties"]?[key.Section];
            Assert.False(section?["additionalProperties"]?.GetValue<bool>());
            Assert.NotEqual("", section?["properties"]?[key.Property]?["description"]?.GetValue<string>());
        }

        Assert.Equal(65535, schema?["properties"]?["Metrics"]?["properties"]?["Port"]?["maximum"]?.GetValue<int>());
    }
}
