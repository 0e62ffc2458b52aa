using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using GcWatch.Agent.Options;
using GcWatch.Exporters;

namespace GcWatch.Agent.Tests.Options;

/// <summary>docs/configuration.schema.json, from the metadata that reads the file.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Readable = new(OptionsContext.Default.Options)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write()
    {
        var page = new ConfigurationPage();
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(page, context, node),
        };
        JsonNode schema = OptionsContext.Default.AgentOptions.GetJsonSchemaAsNode(options);
        schema.AsObject().Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.AsObject().Insert(1, "title", "The configuration of GcWatch");
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonNode Describe(ConfigurationPage page, JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.PropertyInfo?.AttributeProvider is not PropertyInfo property) return node;

        // What has a converter of its own comes as "true": anything.
        JsonObject schema = node as JsonObject ?? [];
        schema["description"] = page.Meaning(property);
        if (property.PropertyType == typeof(bool?)) schema["type"] = new JsonArray("boolean", "string", "null");
        if (property.PropertyType == typeof(bool)) schema["type"] = new JsonArray("boolean", "string");
        Limit(schema, property);
        return schema;
    }

    private static void Limit(JsonObject schema, PropertyInfo property)
    {
        switch (property.GetCustomAttributes<ValidationAttribute>(inherit: true).FirstOrDefault())
        {
            case RangeAttribute { OperandType: var type } range when type == typeof(double):
                schema["minimum"] = (double)range.Minimum;
                schema["maximum"] = (double)range.Maximum;
                break;
            case RangeAttribute range:
                schema["minimum"] = Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture);
                schema["maximum"] = Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture);
                break;
            case StringLengthAttribute length:
                schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case RegularExpressionAttribute expression:
                schema["pattern"] = expression.Pattern;
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonValue.Create(value?.ToString()))]);
                break;
            case SelectionRulesAttribute or ServicePatternsAttribute or HttpAddressesAttribute or ExcludedSpansAttribute:
                schema["type"] = new JsonArray("array", "string");
                schema["items"] = new JsonObject { ["type"] = "string" };
                break;
            case DurationRangeAttribute range:
                schema["description"] += $" From {range.Minimum} to {range.Maximum}.";
                break;
        }
    }
}
