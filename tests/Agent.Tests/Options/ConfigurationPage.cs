using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using GcWatch.Agent.Options;
using GcWatch.Exporters;

namespace GcWatch.Agent.Tests.Options;

/// <summary>docs/configuration.md, from the options' own types, attributes and comments.</summary>
internal sealed class ConfigurationPage
{
    private readonly Dictionary<string, string> meanings =
        new[] { typeof(AgentOptions).Assembly, typeof(DurationRangeAttribute).Assembly }.SelectMany(Comments).ToDictionary();

    private readonly JsonNode? defaults = JsonSerializer.SerializeToNode(new AgentOptions(), OptionsContext.Default.AgentOptions);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write()
    {
        var page = new StringBuilder("# Configuration\n\n");
        Paragraph(page, "Generated from the options themselves; do not edit. `GCWATCH_ACCEPT=1 dotnet test --project tests/Agent.Tests` writes it anew.");
        Paragraph(page, "Defaults, then a JSON file (`--config FILE`), then environment variables, then the command line: the later wins. Keys are understood in any case; a file may have comments and trailing commas; a key that is no option is refused, a `GCWATCH_…` variable that is none is logged and ignored. The shape of the file is [configuration.schema.json](configuration.schema.json).");
        foreach (PropertyInfo section in typeof(AgentOptions).GetProperties()) WriteSection(page, section);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The comment of a property, in one line.</summary>
    public string Meaning(PropertyInfo property) => meanings[$"P:{property.DeclaringType?.FullName}.{property.Name}"];

    private void WriteSection(StringBuilder page, PropertyInfo section)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {section.Name}\n\n");
        Paragraph(page, meanings[$"T:{section.PropertyType.FullName}"]);
        page.Append("| key | environment variable | type | range | default | meaning |\n|---|---|---|---|---|---|\n");
        foreach (PropertyInfo property in section.PropertyType.GetProperties().Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null))
        {
            var key = new OptionKey(section.Name, property.Name);
            string ofKey = $"| `{key.Path}` | `{key.Variable}` | {Type(property)} | {Range(property)} | {Default(key)} | {Meaning(property)} |\n";
            page.Append(ofKey);
        }

        page.Append('\n');
        foreach (PropertyInfo list in section.PropertyType.GetProperties().Where(property => ItemOf(property) is not null)) WriteItems(page, section, list);
    }

    /// <summary>The keys of one item of a list.</summary>
    private void WriteItems(StringBuilder page, PropertyInfo section, PropertyInfo list)
    {
        JsonNode? item = defaults?[section.Name]?[list.Name]?[0];
        Paragraph(page, $"Each item of `{section.Name}.{list.Name}`; the environment variable takes the whole list as JSON:");
        page.Append("| key | type | range | default | meaning |\n|---|---|---|---|---|\n");
        foreach (PropertyInfo property in ItemOf(list)?.GetProperties() ?? [])
        {
            string ofKey = $"| `{property.Name}` | {Type(property)} | {Range(property)} | `{item?[property.Name]?.ToJsonString(Plain).Trim('"')}` | {Meaning(property)} |\n";
            page.Append(ofKey);
        }

        page.Append('\n');
    }

    private string Default(OptionKey key) => defaults?[key.Section]?[key.Property] switch
    {
        null or JsonArray { Count: 0 } => "none",
        JsonArray items when items[0] is JsonObject => string.Join(", ", items.Select(item => $"`{item?["Name"]}`")),
        var value => $"`{value}`",
    };

    /// <summary>The type of a list's items, if they have keys of their own.</summary>
    private static Type? ItemOf(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericArguments()[0] is { IsClass: true } item && item != typeof(string) ? item : null;

    private static string Type(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum) return string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"));
        if (type == typeof(TimeSpan)) return "duration, `hh:mm:ss.fff`";
        if (type == typeof(Uri)) return "address";
        if (type == typeof(IReadOnlyList<string>)) return "list of texts";
        if (ItemOf(property) is not null) return "list";
        return type == typeof(int) || type == typeof(long) || type == typeof(double) ? "number" : type == typeof(bool) ? "yes or no" : "text";
    }

    private static string Range(PropertyInfo property) => property.GetCustomAttributes<ValidationAttribute>(inherit: true).FirstOrDefault() switch
    {
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        DurationRangeAttribute range => $"`{range.Minimum}` to `{range.Maximum}`",
        StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
        HttpAddressAttribute or HttpAddressesAttribute => "http or https",
        RequiredAttribute => "not empty",
        EnumDataTypeAttribute => "one of these",
        RegularExpressionAttribute expression => $"`{expression.Pattern}`",
        SelectionRulesAttribute => "`name:`, `cmd:`, `env:`",
        ServicePatternsAttribute => "at least one",
        ExcludedSpansAttribute => "`FROM/TO/SERVICE`",
        AllowedValuesAttribute allowed => string.Join(", ", allowed.Values.Select(value => $"`{value}`")),
        null when property.PropertyType == typeof(bool?) || property.PropertyType == typeof(bool) => "true or false",
        null when ItemOf(property) is not null => "see below",
        var other => throw new InvalidOperationException($"{property.Name} has no range: {other}"),
    };

    private static void Paragraph(StringBuilder page, string text) => page.Append(text).Append("\n\n");

    /// <summary>The compiler writes an assembly's comments beside it.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Comments(Assembly assembly) =>
        from member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        let name = member.Attribute("name")?.Value
        let summary = member.Element("summary")?.Value
        where name is not null && summary is not null
        select KeyValuePair.Create(name, string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
